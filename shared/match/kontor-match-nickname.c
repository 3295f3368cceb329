/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match-text.h"

#include <string.h>

/* Each line the forms of one name. A name may stand in several lines: Alex is Alexander and
 * Alexandra, who are not the same. */
static const char *const groups[] = {
  "alexander alex xander sascha sasha aleksandr alejandro alessandro",
  "alexandra alex sandra sascha sasha aleksandra alejandra alessandra",
  "andreas andi andy andrew drew andre andres andrea",
  "anna anne anni ann annie anja hanna hannah ana anita",
  "antonius anton toni tony anthony antonio antoine",
  "antonia toni",
  "barbara babs barb bobbie baerbel",
  "benjamin ben benny benni",
  "bernhard bernd berni bernard bernardo",
  "catherine cathy kate katie kathy kitty katherine kathryn catharina katharina kathrin katrin "
  "kati",
  "charles charlie chuck chas karl carl carlos carlo",
  "christian chris christi",
  "christina chris tina christine kristina kristine cristina christa",
  "christopher chris kit christoph christophe cristobal",
  "daniel dan danny dani danilo",
  "daniela dani daniele danielle",
  "david dave davy davide",
  "deborah deb debbie debra",
  "dominik dom nick dominic domenico domingo",
  "dorothea dora dorothy dot dottie thea",
  "edward ed eddie ted ned eduard eduardo edoardo edi",
  "elisabeth elizabeth liz lizzy beth betty eliza elise elli lisa lisbeth sissi isabel isabella "
  "elisabetta",
  "emanuel manuel manu manny emmanuel",
  "ernst ernest ernesto ernie",
  "ferdinand ferdi fernando fernand",
  "florian flo",
  "francisca franziska franzi francesca fran frances fanny paquita",
  "franciscus franz francis frank francisco francesco francois paco pancho fran",
  "frederick fred freddy friedrich fritz frederic federico frederik",
  "gabriele gabi gaby gabriella gabriela gabrielle",
  "george georg joerg juergen jorge giorgio georges georgie yuri jiri",
  "gerhard gerd gert",
  "gregory greg gregor gregorio",
  "guillaume william bill billy will willie liam wilhelm willi willy guillermo guglielmo wim",
  "henry harry hank heinrich heinz hinrich enrique henri heiner enrico hendrik",
  "ignatius ignaz ignacio nacho",
  "jacob jakob jake jack jacques giacomo jaap",
  "james jim jimmy jamie santiago diego jaime",
  "jennifer jen jenny jenni",
  "jessica jess jessie",
  "joachim jochen achim joaquin jo",
  "john jack johnny jon johann johannes hans hannes jean juan giovanni jan ivan janos ian sean",
  "jonathan jon jonny jonas",
  "joseph joe joey josef sepp jupp jose pepe giuseppe beppe jozef",
  "josephine josefine josie josefa pepa",
  "judith judy judi",
  "julius julian jule julio giulio",
  "kenneth ken kenny",
  "klaus nikolaus claus nicholas nick nico niko niklas nicolas nicola nicolae mikolaj",
  "konrad conrad kurt corrado",
  "lawrence larry lorenz lars laurence laurent lorenzo",
  "leonard leo len lenny leonhard leonardo",
  "leopold leo poldi leopoldo",
  "ludwig louis lewis lou luis luigi lutz",
  "magdalena lena leni magda madeleine",
  "margaret maggie meg peggy marge margarete greta gretel grete margarita rita marguerite margot",
  "mary maria marie mia mimi molly polly mitzi marija",
  "martin marty martino",
  "matthew matt matthias matthaeus mathias matteo mateo mattias",
  "maximilian max maxi massimo maximiliano",
  "michael mike mick mickey michel michi miguel michele mikhail misha michal",
  "monica monika moni monique",
  "natalie natalia natascha natasha",
  "olivia liv livvy",
  "oliver olli ollie olivier",
  "pamela pam",
  "patricia pat patty trish tricia patrizia",
  "patrick pat paddy patrice patrizio",
  "paul pablo paolo pavel pawel",
  "peter pete pedro pietro pierre petr piotr pit",
  "philip phil pip philipp philippe felipe filippo",
  "raphael rafael rafa raffaele",
  "raymond ray raimund ramon",
  "rebecca becky becca rebekka",
  "richard dick rick ricky rich ricardo riccardo",
  "robert rob bob bobby robbie bert roberto",
  "roland rolf orlando",
  "ronald ron ronny ronnie",
  "rudolf rudi rudy rolf rodolfo rudolph",
  "samantha sam",
  "samuel sam sammy",
  "sebastian basti seb bastian sebastien",
  "sophie sofia sophia fia",
  "stephanie steffi steph stefanie stefania estefania",
  "steven steve stephen stefan steffen stephan esteban stefano etienne",
  "susanne susan sue susie suse susi suzanne susanna",
  "teresa therese theresa resi tess terry",
  "theodor ted theo teddy theodore",
  "thomas tom tommy tomas tommaso",
  "timothy tim timmy timotheus",
  "ulrich uli ulli",
  "ulrike uli ulli rike",
  "valentin tino valentino",
  "veronica veronika vroni",
  "victor vic viktor vittorio",
  "victoria vicky viktoria tori vittoria",
  "vincent vince vinzenz vincenzo vicente",
  "walter wally walt gualtiero",
  "wolfgang wolf wolfi",
};

static gpointer
make_index (gpointer data)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_auto (GStrv) names = g_strsplit (groups[i], " ", -1);

      for (guint j = 0; names[j] != NULL; j++)
        {
          char *name = kontor_match_reduce (names[j]);
          GArray *numbers = g_hash_table_lookup (index, name);
          guint16 number = i + 1;

          if (numbers == NULL)
            {
              numbers = g_array_new (TRUE, FALSE, sizeof (guint16));
              g_hash_table_insert (index, g_strdup (name), numbers);
            }
          g_array_append_val (numbers, number);
          g_free (name);
        }
    }
  return index;
}

const guint16 *
kontor_match_list_nickname_groups (const char *name)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *index = g_once (&once, make_index, NULL);
  GArray *numbers = g_hash_table_lookup (index, name);

  return numbers == NULL ? NULL : (const guint16 *) (gpointer) numbers->data;
}

static gpointer
make_lists (gpointer data)
{
  char ***lists = g_new0 (char **, G_N_ELEMENTS (groups));

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      lists[i] = g_strsplit (groups[i], " ", -1);
      for (guint j = 0; lists[i][j] != NULL; j++)
        {
          char *name = lists[i][j];

          lists[i][j] = kontor_match_reduce (name);
          g_free (name);
        }
    }
  return lists;
}

const char *const *
kontor_match_list_nicknames (guint16 group)
{
  static GOnce once = G_ONCE_INIT;
  char ***lists = g_once (&once, make_lists, NULL);

  g_assert (group > 0 && group <= G_N_ELEMENTS (groups));
  return (const char *const *) lists[group - 1];
}

gboolean
kontor_match_is_nickname (const char *a, const char *b)
{
  const guint16 *of_a = kontor_match_list_nickname_groups (a);
  const guint16 *of_b = kontor_match_list_nickname_groups (b);

  if (of_a == NULL || of_b == NULL || g_str_equal (a, b))
    return FALSE;
  for (; *of_a != 0; of_a++)
    for (const guint16 *p = of_b; *p != 0; p++)
      if (*p == *of_a)
        return TRUE;
  return FALSE;
}
