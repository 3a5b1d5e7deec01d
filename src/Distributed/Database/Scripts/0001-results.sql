-- The tables of results.db, in the types of PostgreSQL. Texts are compared byte by byte, as SQLite does it.
CREATE TABLE run (id integer PRIMARY KEY CHECK (id = 1), info text NOT NULL);
CREATE TABLE images (
    dataset text COLLATE "C" NOT NULL, position integer NOT NULL, image text COLLATE "C" NOT NULL, PRIMARY KEY (dataset, image));
-- Whoever writes takes a thousand identities at a time.
CREATE SEQUENCE cell_identities INCREMENT BY 1000;
CREATE TABLE cells (
    id bigint PRIMARY KEY, dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, method text COLLATE "C" NOT NULL,
    metric text COLLATE "C" NOT NULL, image text COLLATE "C" NOT NULL, target integer NOT NULL, failed integer NOT NULL,
    UNIQUE (dataset, model, method, metric, image, target));
CREATE TABLE scores (
    cell bigint NOT NULL REFERENCES cells (id) ON DELETE CASCADE, position integer NOT NULL, score text COLLATE "C" NOT NULL,
    value double precision, state text COLLATE "C" NOT NULL, PRIMARY KEY (cell, position));
-- The positions of a curve may be longer than an entry of an ordered index.
CREATE TABLE axes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x bytea NOT NULL, EXCLUDE USING hash (x WITH =));
CREATE TABLE curves (
    rowid bigint GENERATED ALWAYS AS IDENTITY, cell bigint NOT NULL REFERENCES cells (id) ON DELETE CASCADE, position integer NOT NULL,
    name text COLLATE "C" NOT NULL, axis bigint NOT NULL REFERENCES axes (id), y bytea NOT NULL, PRIMARY KEY (cell, position));
CREATE TABLE predictions (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, image text COLLATE "C" NOT NULL, labels text NOT NULL,
    top1 integer NOT NULL, probability double precision, PRIMARY KEY (dataset, model, image));
CREATE TABLE label_probabilities (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, image text COLLATE "C" NOT NULL,
    probability double precision NOT NULL, PRIMARY KEY (dataset, model, image));
CREATE TABLE contents (
    dataset text COLLATE "C" NOT NULL, image text COLLATE "C" NOT NULL, sha256 text NOT NULL, PRIMARY KEY (dataset, image));
CREATE TABLE timings (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, method text COLLATE "C" NOT NULL, repetition integer NOT NULL,
    milliseconds double precision NOT NULL, forwards bigint NOT NULL, backwards bigint NOT NULL, megabytes double precision NOT NULL,
    PRIMARY KEY (dataset, model, method, repetition));
CREATE TABLE metric_costs (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, metric text COLLATE "C" NOT NULL, cells bigint NOT NULL,
    milliseconds double precision NOT NULL, asked bigint NOT NULL, run bigint NOT NULL, PRIMARY KEY (dataset, model, metric));
CREATE TABLE failures (
    rowid bigint GENERATED ALWAYS AS IDENTITY, dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL, metric text COLLATE "C" NOT NULL, image text COLLATE "C" NOT NULL, target integer,
    error text NOT NULL);
CREATE UNIQUE INDEX failure_key ON failures (dataset, model, method, metric, image, COALESCE(target, -2));
CREATE TABLE remarks (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, method text COLLATE "C" NOT NULL,
    image text COLLATE "C" NOT NULL, target integer NOT NULL, state text COLLATE "C" NOT NULL, why text NOT NULL,
    PRIMARY KEY (dataset, model, method, image, target));
CREATE TABLE pictures (
    rowid bigint GENERATED ALWAYS AS IDENTITY, dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL,
    image text COLLATE "C" NOT NULL, png bytea NOT NULL, PRIMARY KEY (dataset, model, image));
CREATE TABLE maps (
    rowid bigint GENERATED ALWAYS AS IDENTITY, dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL,
    method text COLLATE "C" NOT NULL, image text COLLATE "C" NOT NULL, target integer NOT NULL, height integer NOT NULL,
    width integer NOT NULL, pixels bytea, PRIMARY KEY (dataset, model, method, image, target));
CREATE TABLE visualized (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, unit text COLLATE "C" NOT NULL,
    visualizer text COLLATE "C" NOT NULL, failed integer NOT NULL, facts text NOT NULL, PRIMARY KEY (dataset, model, unit, visualizer));
CREATE TABLE unit_pictures (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, unit text COLLATE "C" NOT NULL,
    visualizer text COLLATE "C" NOT NULL, position integer NOT NULL, facts text NOT NULL, png bytea NOT NULL,
    PRIMARY KEY (dataset, model, unit, visualizer, position));
CREATE TABLE picture_scores (
    dataset text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL, visualizer text COLLATE "C" NOT NULL,
    metric text COLLATE "C" NOT NULL, failed integer NOT NULL, facts text NOT NULL, PRIMARY KEY (dataset, model, visualizer, metric));
CREATE TABLE findings (
    dataset text COLLATE "C" NOT NULL, analysis text COLLATE "C" NOT NULL, facts text NOT NULL, PRIMARY KEY (dataset, analysis));
CREATE TABLE small_images (
    dataset text COLLATE "C" NOT NULL, image text COLLATE "C" NOT NULL, file bytea NOT NULL, PRIMARY KEY (dataset, image));
