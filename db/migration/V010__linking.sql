-- Who is signed in and proves the password may link the organisation's sign-in to the account: the next word of the provider in that browser counts for it until then.
alter table account_session add column linking_until timestamptz;
