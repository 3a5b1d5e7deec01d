using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using VisEval.Core;

namespace VisEval.Onnx.Engine;

/// <summary>The native library of ONNX Runtime that the process works with: that of the package, or one that is named before the first
/// session.</summary>
public static unsafe class RuntimeLibrary
{
    private const string Entry = "OrtGetApiBase";

    // That of the functions that the program was built with.
    private static readonly Version Needed = typeof(OrtEnv).Assembly.GetName().Version is { } built
        ? new Version(built.Major, built.Minor)
        : new Version();

    /// <summary>What the library is and where it lies, for a person; loads it.</summary>
    public static string Description => $"ONNX Runtime {Version} ({File ?? "built into the program"})";

    /// <summary>The version of the native library; loads it.</summary>
    public static string Version => OrtEnv.Instance().GetVersionString();

    /// <summary>The file it was loaded from; null before it is loaded, and where the system does not say it.</summary>
    public static string? File
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.Modules.Cast<ProcessModule>().Select(m => m.FileName).FirstOrDefault(IsRuntime);
        }
    }

    /// <summary>Loads the library; the packages of VisEval leave it to the program.</summary>
    /// <exception cref="InputException">There is none, or it cannot be loaded; says what to add.</exception>
    internal static void Require() => Require(OrtEnv.Instance);

    /// <summary>Makes of what loading throws a sentence.</summary>
    /// <param name="load">Loads the library.</param>
    internal static void Require(Func<object> load)
    {
        try
        {
            load();
        }
        // The runtime's package finds its functions once, in the initializer of a type.
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException
            or BadImageFormatException)
        {
            var reason = error.GetBaseException().Message.TrimEnd().Split('\n')[^1].TrimEnd('.');
            throw new InputException(
                "The native library of ONNX Runtime is missing or cannot be loaded. Add the package Microsoft.ML.OnnxRuntime, "
                + $"{Needed} or later, to the program that is started (or Microsoft.ML.OnnxRuntime.Gpu). The system said: "
                + $"{reason}.", error);
        }
    }

    /// <summary>Works with a library of the user's; once a process, before anything else of the engine is used.</summary>
    /// <param name="path">The file: libonnxruntime.so, onnxruntime.dll or libonnxruntime.dylib, with its providers beside it.</param>
    /// <param name="said">How the user named it, for messages.</param>
    /// <exception cref="InputException">It is not there, is no ONNX Runtime, is too old, or another one is in use; says which.</exception>
    public static void Use(string path, string said = "--onnxruntime")
    {
        var file = Path.GetFullPath(path);
        var used = File;
        if (used == file)
            return;
        InputException Second(Exception? error = null) => new(
            $"{said} {path}: this process works with another ONNX Runtime already{(used is null ? "" : $", {used}")}; a library is chosen "
            + "once, at the start.", error);
        if (used is not null)
            throw Second();
        if (!System.IO.File.Exists(file))
            throw new InputException(Directory.Exists(file)
                ? $"{said} {path}: this is a folder; name the native library of ONNX Runtime in it, for example libonnxruntime.so."
                : $"{said} {path}: there is no such file; name a native library of ONNX Runtime.");
        var handle = Load(said, path, file);
        CheckVersion(said, path, handle);
        try
        {
            OrtEnv.DisableDllImportResolver = true;
            foreach (var assembly in new[] { typeof(OrtEnv).Assembly, typeof(RuntimeLibrary).Assembly })
                NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == "onnxruntime" ? handle : 0);
        }
        catch (InvalidOperationException error)
        {
            throw Second(error);
        }
    }

    private static nint Load(string said, string path, string file)
    {
        try
        {
            return NativeLibrary.Load(file);
        }
        // The reason stands in the last line: not a library, one for another processor, or something that it needs is missing.
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new InputException(
                $"{said} {path}: the file cannot be loaded as a library: {error.Message.TrimEnd().Split('\n')[^1].TrimEnd('.')}.", error);
        }
    }

    private static void CheckVersion(string said, string path, nint handle)
    {
        if (!NativeLibrary.TryGetExport(handle, Entry, out var entry))
            throw new InputException($"{said} {path}: the library is no ONNX Runtime: it has no {Entry}.");
        var functions = ((delegate* unmanaged[Stdcall]<OrtApiBase*>)entry)();
        var version = Marshal.PtrToStringUTF8(((delegate* unmanaged[Stdcall]<nint>)functions->GetVersionString)()) ?? "";
        // A later runtime has all functions of an earlier one, not the other way round.
        if (!System.Version.TryParse(version.Split('-')[0], out var found)
            || new Version(found.Major, found.Minor) < Needed)
            throw new InputException($"{said} {path}: the library is ONNX Runtime {version}; this program needs {Needed} or later.");
    }

    private static bool IsRuntime(string? file) =>
        Path.GetFileName(file) is { } name
        && (name.StartsWith("libonnxruntime.", StringComparison.OrdinalIgnoreCase)
            || name.Equals("onnxruntime.dll", StringComparison.OrdinalIgnoreCase));
}
