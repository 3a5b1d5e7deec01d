using Npgsql;
using VisEval.Core;
using VisEval.Distributed.Database;
using VisEval.Harness.Input;

namespace VisEval.Distributed.Runs;

/// <summary>Where the datasets and models of a run lie, and their files where these were put into the database.</summary>
internal sealed class InputTable(PostgresStore store)
{
    private const int ChunkBytes = 4 << 20;

    /// <summary>Notes where the inputs lie.</summary>
    public void Note(IReadOnlyList<PoolInput> inputs)
    {
        foreach (var input in inputs)
        {
            var (root, _) = InputFiles.FilesOf(input);
            Run(
                "INSERT INTO inputs VALUES ($1, $2, $3, $4) ON CONFLICT (kind, name) DO UPDATE SET path = excluded.path",
                input.Kind, input.Name, input.Path, Path.GetRelativePath(root, input.Path).Replace('\\', '/'));
        }
    }

    /// <summary>Puts the files of the inputs into the database; what is there already is not sent again.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="progress">Told every file.</param>
    public void Upload(IReadOnlyList<PoolInput> inputs, Action<string> progress)
    {
        foreach (var input in inputs)
        {
            var (root, files) = InputFiles.FilesOf(input);
            foreach (var file in files)
            {
                var sha256 = Sha256.OfFile(file);
                progress(file);
                if (Query("SELECT 1 FROM input_files WHERE sha256 = $1 LIMIT 1", _ => 1, sha256).Count == 0)
                    Send(file, sha256);
                Run(
                    "INSERT INTO input_files VALUES ($1, $2, $3, $4, $5) ON CONFLICT (kind, name, path) DO UPDATE "
                    + "SET sha256 = excluded.sha256, bytes = excluded.bytes",
                    input.Kind, input.Name, Path.GetRelativePath(root, file).Replace('\\', '/'), sha256, new FileInfo(file).Length);
            }
        }
    }

    /// <summary>The inputs where they were submitted from.</summary>
    public IReadOnlyList<PoolInput> All() => Query(
        "SELECT kind, name, path FROM inputs", r => new PoolInput(r.GetString(0), r.GetString(1), r.GetString(2)));

    /// <summary>Whether the files of all inputs are in the database.</summary>
    public bool AreUploaded() => Query(
        "SELECT 1 FROM inputs i WHERE NOT EXISTS (SELECT 1 FROM input_files f WHERE (f.kind, f.name) = (i.kind, i.name))", _ => 1)
        .Count == 0;

    /// <summary>Writes the files into a folder, as far as they are not there, and says where the inputs lie in it.</summary>
    /// <exception cref="InputException">A file arrives changed.</exception>
    public IReadOnlyList<PoolInput> Fetch(string folder)
    {
        foreach (var (path, sha256) in Query("SELECT path, sha256 FROM input_files", r => (r.GetString(0), r.GetString(1))))
        {
            var file = Path.GetFullPath(path, folder);
            if (File.Exists(file) && Sha256.OfFile(file) == sha256)
                continue;
            if (!file.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new InputException($"The database names a file outside of the cache: '{path}'. Submit the run again.");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            Receive(file, sha256);
        }
        return Query(
            "SELECT kind, name, entry FROM inputs",
            r => new PoolInput(r.GetString(0), r.GetString(1), Path.GetFullPath(r.GetString(2), folder)));
    }

    private void Send(string file, string sha256)
    {
        using var stream = File.OpenRead(file);
        var buffer = new byte[ChunkBytes];
        for (var place = 0; stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false) is > 0 and var read; place++)
            Run("INSERT INTO chunks VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", sha256, place, buffer[..read]);
    }

    // Written beside and moved: another worker on this machine may be reading.
    private void Receive(string file, string sha256)
    {
        var part = $"{file}.{Environment.ProcessId}.part";
        using (var stream = File.Create(part))
            for (var place = 0;
                Query("SELECT bytes FROM chunks WHERE sha256 = $1 AND place = $2", r => r.GetFieldValue<byte[]>(0), sha256, place)
                    is [var bytes];
                place++)
                stream.Write(bytes);
        if (Sha256.OfFile(part) != sha256)
        {
            File.Delete(part);
            throw new InputException($"'{file}' does not arrive from the database as it was uploaded. Submit the run again with --upload.");
        }
        File.Move(part, file, overwrite: true);
    }

    private void Run(string sql, params object[] values) => Query(sql, _ => 0, values);

    private List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> rowOf, params object[] values)
    {
        using var command = store.Source.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(rowOf(reader));
        return rows;
    }
}
