using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>A process and all that it starts, which ends as one, also where the program that started it is killed.</summary>
/// <remarks>On Linux it is a session of its own (<c>setsid</c>), so that what was left by a parent that has ended is still told from
/// strangers; only what makes itself a session (a daemon) leaves it. Elsewhere its descendants are ended, as far as their parents
/// live.</remarks>
internal sealed partial class ProcessGroup : IDisposable
{
    private const int Killed = 9;

    private static readonly string[] Leaders = ["/usr/bin/setsid", "/bin/setsid"];

    private readonly bool _isGroup;
    private readonly Process? _watcher;
    private bool _isEmpty;

    private ProcessGroup(Process process, string? leader)
    {
        (Process, _isGroup) = (process, leader is not null);
        _watcher = leader is null ? null : Watch(leader, process.Id);
    }

    /// <summary>The process that was started.</summary>
    public Process Process { get; }

    /// <summary>Starts a process.</summary>
    /// <param name="start">How; its streams are redirected.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static ProcessGroup Start(ProcessStartInfo start)
    {
        // What is not there is told by the system, not by the leader.
        var leader = OperatingSystem.IsLinux() && File.Exists(start.FileName) ? Leaders.FirstOrDefault(File.Exists) : null;
        if (leader is not null)
        {
            start.ArgumentList.Insert(0, start.FileName);
            start.FileName = leader;
        }
        return new ProcessGroup(Process.Start(start)!, leader);
    }

    /// <summary>Kills the process, if it has not ended, and all that it has started.</summary>
    public void Kill()
    {
        // The group is there only once the leader has made it.
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        EndGroup();
        Process.WaitForExit();
    }

    /// <summary>Kills what is left.</summary>
    public void Dispose()
    {
        Kill();
        if (_watcher is not null)
            Dismiss(_watcher);
        Process.Dispose();
    }

    private static void Dismiss(Process watcher)
    {
        try
        {
            watcher.StandardInput.WriteLine();
            watcher.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // Somebody has ended it.
        }
        watcher.WaitForExit();
        watcher.Dispose();
    }

    private void EndGroup()
    {
        // The number of a group is given to nobody else while one of it lives; where none does, it is never used again.
        if (_isGroup && !_isEmpty)
            _isEmpty = Send(-Process.Id, Killed) != 0;
    }

    // Whoever is killed cannot clean up: its end of the pipe is closed without a word, and the watcher does it.
    private static Process? Watch(string leader, int group)
    {
        var start = new ProcessStartInfo(leader)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
        };
        foreach (var word in (string[])["/bin/sh", "-c", "exec >/dev/null 2>&1; read -r line || kill -9 -$1", "viseval", $"{group}"])
            start.ArgumentList.Add(word);
        return Process.Start(start);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}
