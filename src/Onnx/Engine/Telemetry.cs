using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Onnx.Engine;

/// <summary>ONNX Runtime notes a device's number and what was run in the user's folder and sends it to its makers, unless a variable of the
/// process forbids it when its library is loaded; here it always does.</summary>
/// <remarks>Who wants it sets ORT_DISABLE_TELEMETRY=0 before the program starts.</remarks>
internal static partial class Telemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Forbids it, before anything of this assembly can load the runtime.</summary>
#pragma warning disable CA2255 // A library that a program uses in a dozen places has no other first place.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Forbid()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            return;
        // For the processes that this one starts, and on Windows for this one.
        Environment.SetEnvironmentVariable(Variable, "1");
        // Elsewhere .NET has a copy of the variables that native libraries do not see.
        if (!OperatingSystem.IsWindows() && SetVariable(Variable, "1", overwrite: 0) != 0)
            throw new InvalidOperationException($"The variable {Variable} cannot be set.");
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
