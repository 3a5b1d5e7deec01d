using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using VisEval.Core;

namespace VisEval.Onnx.Engine;

/// <summary>The native library of ONNX Runtime that the process works with: that of the package, or one that is named before the first
/// session.</summary>
public static unsafe class RuntimeLibrary
{
    private const string Entry = "OrtGetApiBase";

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
        var needed = typeof(OrtEnv).Assembly.GetName().Version!;
        // A later runtime has all functions of an earlier one, not the other way round.
        if (!System.Version.TryParse(version.Split('-')[0], out var found)
            || (found.Major, found.Minor).CompareTo((needed.Major, needed.Minor)) < 0)
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{said} {path}: the library is ONNX Runtime {version}; this program needs {needed.Major}.{needed.Minor} or later."));
    }

    private static bool IsRuntime(string? file) =>
        Path.GetFileName(file) is { } name
        && (name.StartsWith("libonnxruntime.", StringComparison.OrdinalIgnoreCase)
            || name.Equals("onnxruntime.dll", StringComparison.OrdinalIgnoreCase));
}
