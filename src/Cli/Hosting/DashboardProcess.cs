using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using VisEval.Core;

namespace VisEval.Cli.Hosting;

/// <summary>The dashboard of a pool, a program beside this one; it ends when this is disposed.</summary>
internal sealed class DashboardProcess : IDisposable
{
    private const string Program = "VisEval.Dashboard.dll";

    private readonly Process _process;

    private DashboardProcess(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="store">The connection string.</param>
    /// <param name="port">The port on this machine, for this machine only.</param>
    /// <param name="host">Where this program is.</param>
    /// <exception cref="InputException">It is not there.</exception>
    public static DashboardProcess Start(string store, int port, CliHost host)
    {
        var file = Path.Combine(host.ProgramDirectory, Program);
        if (!File.Exists(file))
            throw new InputException($"--dashboard: {Program} is missing beside viseval; build the whole solution.");
        var start = new ProcessStartInfo("dotnet", [file, port.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
        };
        // Arguments are seen by other users of the machine.
        start.Environment["VISEVAL_STORE"] = store;
        try
        {
            return new DashboardProcess(Process.Start(start)!);
        }
        catch (Win32Exception)
        {
            throw new InputException(
                "--dashboard is a program of its own, for which the runtime of ASP.NET must be installed: 'dotnet' was not found.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.Dispose();
    }
}
