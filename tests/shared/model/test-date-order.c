/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-date-order.h"

#define YMD KONTOR_DATE_YMD
#define DMY KONTOR_DATE_DMY
#define MDY KONTOR_DATE_MDY
#define ANY KONTOR_DATE_ANY_ORDER

static void
assert_date (const char *text, KontorDateOrder order, const char *expected)
{
  g_autofree char *found = NULL;
  KontorDate date;

  if (kontor_date_from_text_in_order (text, order, &date))
    found = kontor_date_dup_text (date);
  if (g_strcmp0 (found, expected) != 0)
    g_error ("“%s” in order %d is %s", text, order, found);
}

static void
test_each_order_is_read (void)
{
  assert_date ("20.10.2016", DMY, "2016-10-20");
  assert_date ("10/20/2016", MDY, "2016-10-20");
  assert_date ("16-10-20", YMD, "2016-10-20");
  assert_date ("3/4/2016", DMY, "2016-04-03");
  assert_date ("3/4/2016", MDY, "2016-03-04");
  assert_date ("03 04 2016", DMY, "2016-04-03");
  assert_date (" 3 . 4 . 2016 ", DMY, "2016-04-03");
}

static void
test_year_in_front_has_one_reading (void)
{
  for (guint order = YMD; order <= MDY; order <<= 1)
    {
      assert_date ("2016-10-20", order, "2016-10-20");
      assert_date ("2016/1/2", order, "2016-01-02");
      assert_date ("2016.10.20", order, "2016-10-20");
      assert_date ("20161020", order, "2016-10-20");
    }
}

static void
test_named_month_has_one_reading (void)
{
  for (guint order = YMD; order <= MDY; order <<= 1)
    {
      assert_date ("3 Apr 2016", order, "2016-04-03");
      assert_date ("April 3, 2016", order, "2016-04-03");
      assert_date ("3. März 2016", order, "2016-03-03");
      assert_date ("03-Sept-16", order, "2016-09-03");
      assert_date ("2016 Dez 24", order, "2016-12-24");
      assert_date ("1 août 2016", order, "2016-08-01");
      assert_date ("15-FEV-2016", order, "2016-02-15");
      assert_date ("Dec. 24, 2016", order, "2016-12-24");
    }
}

static void
test_short_years_have_a_century (void)
{
  assert_date ("1/2/69", DMY, "2069-02-01");
  assert_date ("1/2/70", DMY, "1970-02-01");
  assert_date ("1/2/99", DMY, "1999-02-01");
  assert_date ("1/2/00", DMY, "2000-02-01");
}

static void
test_time_of_day_is_left_out (void)
{
  assert_date ("2016-10-20T13:45:00Z", YMD, "2016-10-20");
  assert_date ("2016-10-20 00:00:00.000", YMD, "2016-10-20");
  assert_date ("10/20/2016 1:45 PM", MDY, "2016-10-20");
  assert_date ("20.10.2016, 13:45", DMY, "2016-10-20");
  assert_date ("2016-10-20 13:45:00 UTC", YMD, "2016-10-20");
}

static void
test_what_is_no_date_is_refused (void)
{
  static const char *const texts[] = {
    "",
    "x",
    "2016",
    "10/2016",
    "1/2",
    "1/2/3",
    "1/2/345",
    "32.1.2016",
    "30.2.2016",
    "13/13/2016",
    "0/1/2016",
    "1/2/2016x",
    "1/2/2016 3",
    "1//2/2016",
    "2016-10-20-1",
    "3 Jui 2016",
    "3 Ap 2016",
    "Apr Apr 2016",
    "3 4 Apr",
    "1.234.567",
    "+49 30 123456",
    "12345678901",
    "2016-10-20 10h",
    "99999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      for (guint order = YMD; order <= MDY; order <<= 1)
        assert_date (texts[i], order, NULL);
      g_assert_cmpuint (kontor_date_find_orders (texts[i]), ==, 0);
    }
}

static void
test_possible_orders_are_found (void)
{
  g_assert_cmpuint (kontor_date_find_orders ("2016-10-20"), ==, ANY);
  g_assert_cmpuint (kontor_date_find_orders ("3 Apr 2016"), ==, ANY);
  g_assert_cmpuint (kontor_date_find_orders ("13/04/2016"), ==, DMY);
  g_assert_cmpuint (kontor_date_find_orders ("04/13/2016"), ==, MDY);
  g_assert_cmpuint (kontor_date_find_orders ("03/04/2016"), ==, DMY | MDY);
  g_assert_cmpuint (kontor_date_find_orders ("01/02/03"), ==, YMD | DMY | MDY);
  g_assert_cmpuint (kontor_date_find_orders ("16/10/20"), ==, YMD | DMY);
}

static void
test_day_must_exist (void)
{
  assert_date ("29.2.2016", DMY, "2016-02-29");
  assert_date ("29.2.2015", DMY, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-order/each-order-is-read", test_each_order_is_read);
  g_test_add_func ("/date-order/year-in-front-has-one-reading", test_year_in_front_has_one_reading);
  g_test_add_func ("/date-order/named-month-has-one-reading", test_named_month_has_one_reading);
  g_test_add_func ("/date-order/short-years-have-a-century", test_short_years_have_a_century);
  g_test_add_func ("/date-order/time-of-day-is-left-out", test_time_of_day_is_left_out);
  g_test_add_func ("/date-order/what-is-no-date-is-refused", test_what_is_no_date_is_refused);
  g_test_add_func ("/date-order/possible-orders-are-found", test_possible_orders_are_found);
  g_test_add_func ("/date-order/day-must-exist", test_day_must_exist);
  return g_test_run ();
}
