-- People who registered: accounts, sign-ins, friends, pictures. Written and read by dev.parlour.player.store. Times are the database's.

create table account (
  id          text        primary key,          -- 22 characters base64url, random
  name        text        not null,
  name_key    text        not null unique,      -- names that look the same are one name
  email       text,                             -- only if somebody gave one; not proved
  password    text,                             -- a slow hash with its own salt and parameters; null where an identity provider vouches
  avatar      text        not null,
  shows_place boolean     not null default true, -- whether friends may see where they play
  created_at  timestamptz not null default now(),
  seen_at     timestamptz not null default now() -- a page or a socket, some seconds late
);

-- A browser in which somebody is signed in. Tokens stand here as SHA-256 only.
create table account_session (
  id           bigint      generated always as identity primary key,
  account      text        not null references account on delete cascade,
  token        text        not null unique,
  former       text        unique,              -- the token before, for requests that were on their way
  former_until timestamptz,                     -- null: until the new one has been seen for the first time
  renewed_at   timestamptz not null default now(),
  created_at   timestamptz not null default now(),
  used_at      timestamptz not null default now(),
  device       text        not null             -- browser and system in a few words
);
create index account_session_of on account_session (account);
create index account_session_by_age on account_session (used_at);

-- Browsers in which somebody has signed in before: strangers who try names cannot slow them down.
create table account_browser (
  account text not null references account on delete cascade,
  browser text not null,                        -- hash of its cookie
  primary key (account, browser)
);

create table friendship (
  asker    text        not null references account on delete cascade,
  asked    text        not null references account on delete cascade,
  accepted boolean     not null default false,
  at       timestamptz not null default now(),
  primary key (asker, asked),
  check (asker <> asked)
);
-- Two people are friends once, whoever asked.
create unique index friendship_pair on friendship (least(asker, asked), greatest(asker, asked));
create index friendship_of_asked on friendship (asked);

-- Uploaded pictures, as we have drawn them anew: 256 by 256, PNG.
create table account_picture (
  id      text  primary key,
  account text  not null unique references account on delete cascade,
  png     bytea not null
);

-- Whom an identity provider vouches for.
create table account_vouched (
  issuer  text not null,
  subject text not null,                        -- the provider's own name for them, which never changes
  account text not null references account on delete cascade,
  primary key (issuer, subject)
);
create index account_vouched_of on account_vouched (account);
