-- What is to be done, and what is done.
CREATE TABLE facts (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE units (
    id text COLLATE "C" PRIMARY KEY, place integer NOT NULL, is_cost boolean NOT NULL, spec text NOT NULL,
    seconds double precision NOT NULL, starts integer NOT NULL DEFAULT 0, job text, error text);
CREATE TABLE unit_done (
    unit text COLLATE "C" PRIMARY KEY REFERENCES units (id), worker text NOT NULL, sha256 text NOT NULL,
    at timestamptz NOT NULL DEFAULT now(), seconds double precision NOT NULL, machine text NOT NULL);
CREATE TABLE conflicts (
    unit text COLLATE "C" NOT NULL, worker text NOT NULL, sha256 text NOT NULL, at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (unit, worker, sha256));
-- Where the datasets and models lie, and their files where these were uploaded.
CREATE TABLE inputs (
    kind text NOT NULL, name text NOT NULL, path text NOT NULL, entry text NOT NULL, PRIMARY KEY (kind, name));
CREATE TABLE input_files (
    kind text NOT NULL, name text NOT NULL, path text NOT NULL, sha256 text NOT NULL, bytes bigint NOT NULL,
    PRIMARY KEY (kind, name, path), FOREIGN KEY (kind, name) REFERENCES inputs (kind, name));
CREATE TABLE chunks (sha256 text NOT NULL, place integer NOT NULL, bytes bytea NOT NULL, PRIMARY KEY (sha256, place));
