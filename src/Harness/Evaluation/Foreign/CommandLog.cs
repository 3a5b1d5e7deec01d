using System.Text;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>The log of a command: what it said in every call. Called from several threads at once.</summary>
internal sealed class CommandLog
{
    /// <summary>The bytes after which nothing is added: thousands of calls that each say much must not fill the disk.</summary>
    public const long Most = 256L << 20;

    private readonly Lock _one = new();

    /// <summary>Adds a call.</summary>
    /// <param name="command">The command; nothing is written where it has no log.</param>
    /// <param name="end">How the call ended.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="streams">What it wrote, by the name of the stream.</param>
    public void Add(
        ExternalCommand command, string end, IReadOnlyList<string> arguments, IReadOnlyList<(string Name, KeptOutput Output)> streams)
    {
        if (command.Log is not { } path)
            return;
        lock (_one)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var log = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
            if (log.Length >= Most)
                return;
            log.Write(Encoding.UTF8.GetBytes($"== {command.Text} {string.Join(' ', arguments)}\n== {end}\n"));
            foreach (var (name, output) in streams)
                output.AddTo(log, name, Math.Max(KeptOutput.Tail, Most - log.Length));
            if (log.Length >= Most)
                log.Write(Encoding.UTF8.GetBytes($"== The log ends here: it has {Most >> 20} MB, and what later calls say is not kept.\n"));
        }
    }
}
