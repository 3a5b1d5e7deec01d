using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VisEval.Distributed.Database;

namespace VisEval.Tests.Distributed;

/// <summary>A private PostgreSQL server on this machine, for the tests of one class; where the programs are missing the tests are skipped,
/// and say why.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string User = "postgres";

    private readonly string _programs;
    private readonly string _folder;

    public PostgresServer()
    {
        _programs = Programs() ?? throw new IgnoreException(
            "PostgreSQL is not installed here: neither /usr/lib/postgresql/*/bin/initdb nor initdb on the PATH.");
        if (IsRoot && Execute("id", "-u", User) != 0)
            throw new IgnoreException($"PostgreSQL does not run as root, and there is no user {User}.");
        _folder = Directory.CreateTempSubdirectory("viseval-pg-").FullName;
        Port = FreePort();
        if (IsRoot)
            Must("chown", User, _folder);
        Must(Program("initdb"), "-D", Data, "-A", "trust", "-U", "viseval", "--no-sync", "-E", "UTF8", "--locale=C");
        Must(
            Program("pg_ctl"), "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o",
            string.Create(CultureInfo.InvariantCulture, $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync=off"), "start");
    }

    public int Port { get; }

    public string Store => FormattableString.Invariant($"Host=127.0.0.1;Port={Port};Username=viseval;Database=postgres");

    public PoolAddress Address => PoolAddress.Parse(Store);

    private string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    public void Restart() => Must(Program("pg_ctl"), "-D", Data, "-m", "fast", "-w", "-l", Path.Combine(_folder, "log"), "restart");

    public void Dispose()
    {
        Execute(Program("pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private string Program(string name) => Path.Combine(_programs, name);

    private static string? Programs() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Must(string program, params string[] arguments)
    {
        if (Execute(program, arguments) is not 0 and var status)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit status {status}");
    }

    // Programs of PostgreSQL refuse to run as root. What they print goes nowhere: a server that inherits a pipe keeps it open.
    private static int Execute(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh"])
        {
            WorkingDirectory = Path.GetTempPath(),
        };
        if (Path.IsPathRooted(program) && IsRoot)
            foreach (var word in (string[])["runuser", "-u", User, "--"])
                start.ArgumentList.Add(word);
        foreach (var word in (IEnumerable<string>)[program, .. arguments])
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
