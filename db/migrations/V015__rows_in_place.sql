-- From Signed on a payment's facts hold a signed transaction, which no compression makes smaller and which brings the row
-- just above the two thousand bytes from which values are moved to a table of their own, at each step anew. Rows of up to
-- four thousand bytes stay as they are.
alter table payment_state set (toast_tuple_target = 4080);
