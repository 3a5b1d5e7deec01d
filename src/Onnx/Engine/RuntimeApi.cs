using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace VisEval.Onnx.Engine;

/// <summary>Functions of the runtime's C interface that its package for .NET does not hand on; its table of functions only ever grows at
/// the end.</summary>
internal static unsafe partial class RuntimeApi
{
    // The version of the C interface that the functions used here have been in since.
    private const uint Version = 18;

    /// <summary>Lets a session read constants where they lie.</summary>
    /// <param name="options">The options of the session.</param>
    /// <param name="locations">The names by which its message calls them.</param>
    /// <param name="buffers">Where each begins; must stay there as long as the session lives.</param>
    /// <param name="lengths">Bytes of each.</param>
    /// <exception cref="InvalidOperationException">The runtime refuses.</exception>
    public static void AddWeights(SessionOptions options, IReadOnlyList<string> locations, nint[] buffers, nuint[] lengths)
    {
        var names = locations.Select(Marshal.StringToCoTaskMemUTF8).ToArray();
        try
        {
            var api = Table();
            var add = (delegate* unmanaged[Stdcall]<nint, nint*, nint*, nuint*, nuint, nint>)api->AddExternalInitializersFromFilesInMemory;
            fixed (nint* name = names, buffer = buffers)
            fixed (nuint* length = lengths)
                Check(api, add(options.DangerousGetHandle(), name, buffer, length, (nuint)names.Length), "weights where they lie");
            GC.KeepAlive(options);
        }
        finally
        {
            foreach (var name in names)
                Marshal.FreeCoTaskMem(name);
        }
    }

    /// <summary>Asks for kernels that give the same bits every time, of those that have a choice.</summary>
    /// <exception cref="InvalidOperationException">The runtime refuses.</exception>
    public static void SetDeterministic(SessionOptions options)
    {
        var api = Table();
        var set = (delegate* unmanaged[Stdcall]<nint, byte, nint>)api->SetDeterministicCompute;
        Check(api, set(options.DangerousGetHandle(), 1), "deterministic computation");
        GC.KeepAlive(options);
    }

    private static OrtApi* Table() => ((delegate* unmanaged[Stdcall]<uint, OrtApi*>)OrtGetApiBase()->GetApi)(Version);

    private static void Check(OrtApi* api, nint status, string what)
    {
        if (status == 0)
            return;
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged[Stdcall]<nint, nint>)api->GetErrorMessage)(status));
        ((delegate* unmanaged[Stdcall]<nint, void>)api->ReleaseStatus)(status);
        throw new InvalidOperationException($"ONNX Runtime does not take {what}: {message}");
    }

    [LibraryImport("onnxruntime")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvStdcall)])]
    private static partial OrtApiBase* OrtGetApiBase();
}
