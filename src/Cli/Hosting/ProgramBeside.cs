using System.ComponentModel;
using System.Diagnostics;
using VisEval.Core;

namespace VisEval.Cli.Hosting;

/// <summary>A program of its own that lies beside this one, since it needs the runtime of ASP.NET. It ends when this is disposed, or when
/// this program ends: its standard input is closed then.</summary>
internal sealed class ProgramBeside : IDisposable
{
    // How the host of .NET ends where a framework is missing: 0x80008096, of which Unix keeps the last byte.
    private static readonly int[] NoFramework = [unchecked((int)0x80008096), 0x96];

    private readonly Process _process;
    private readonly string _asked;

    private ProgramBeside(Process process, string asked) => (_process, _asked) = (process, asked);

    /// <summary>Starts it.</summary>
    /// <param name="name">The name of its files: <c>VisEval.Dashboard</c>.</param>
    /// <param name="asked">What the user wrote to have it, for messages.</param>
    /// <param name="arguments">Its arguments, which other users of the machine can see.</param>
    /// <param name="variables">Environment variables, which they cannot.</param>
    /// <param name="host">Where this program is.</param>
    /// <exception cref="InputException">It is not there, or .NET is not installed.</exception>
    public static ProgramBeside Start(
        string name, string asked, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables, CliHost host)
    {
        if (!File.Exists(Path.Combine(host.ProgramDirectory, $"{name}.dll")))
            throw new InputException($"{asked}: {name}.dll is missing beside viseval; build the whole solution.");
        var start = new ProcessStartInfo("dotnet", [.. Launch(name, host.ProgramDirectory), .. arguments])
        {
            RedirectStandardInput = true,
            WorkingDirectory = host.CurrentDirectory,
        };
        foreach (var (variable, value) in variables)
            start.Environment[variable] = value;
        try
        {
            return new ProgramBeside(Process.Start(start)!, asked);
        }
        catch (Win32Exception)
        {
            throw NotInstalled(asked, "'dotnet' was not found");
        }
    }

    /// <summary>Waits until it ends by itself, or this program is asked to stop; then it is given until <see cref="CliHost.Grace"/> is
    /// over.</summary>
    /// <returns>Its exit status; <see cref="ExitStatus.Done"/> where it was stopped.</returns>
    /// <exception cref="InputException">The runtime of ASP.NET is not installed.</exception>
    public int Wait(CliHost host)
    {
        try
        {
            _process.WaitForExitAsync(host.Stop).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(host.Grace))
                _process.Kill();
            return ExitStatus.Done;
        }
        if (NoFramework.Contains(_process.ExitCode))
            throw NotInstalled(_asked, "it was not found");
        // A terminal asks all its programs to stop, and the other may be the first to end.
        return host.Stop.IsCancellationRequested ? ExitStatus.Done : _process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.Dispose();
    }

    // One without a list of its files uses those of viseval, which it lies beside.
    private static IEnumerable<string> Launch(string name, string folder)
    {
        string At(string file) => Path.Combine(folder, file);
        return File.Exists(At($"{name}.deps.json")) || !File.Exists(At("viseval.deps.json"))
            ? [At($"{name}.dll")]
            : [
                "exec", "--depsfile", At("viseval.deps.json"), "--runtimeconfig", At($"{name}.runtimeconfig.json"), At($"{name}.dll"),
            ];
    }

    private static InputException NotInstalled(string asked, string why) => new(
        $"{asked} is a program of its own, for which the runtime of ASP.NET must be installed: {why}. "
        + "https://dotnet.microsoft.com/download has it; all other commands work without.");
}
