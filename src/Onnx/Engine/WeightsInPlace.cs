using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>The large constants of a graph, pinned in memory, so that sessions read them there instead of each holding a copy.</summary>
/// <remarks>The runtime takes every constant for a file in memory to which the model's message refers. Its package for .NET has no
/// method for that, so its C interface is called, whose table of functions only ever grows at the end.</remarks>
internal sealed unsafe partial class WeightsInPlace : IDisposable
{
    // Lists of lengths and axes must stand in the message, where the runtime's shape inference reads them.
    private const int Smallest = 4096;

    // The version of the C interface that the function used here has been in since.
    private const uint ApiVersion = 18;

    private readonly List<(string Location, MemoryHandle Pin, int Length)> _weights = [];

    private WeightsInPlace()
    {
    }

    /// <summary>The location under which the message names each constant that is left out of it.</summary>
    public Dictionary<string, string> Locations { get; } = [];

    /// <summary>Pins what is large.</summary>
    public static WeightsInPlace Of(Graph graph)
    {
        var weights = new WeightsInPlace();
        foreach (var (name, constant) in graph.Constants.Where(c => c.Value.Data.Length >= Smallest))
        {
            var location = $"viseval_weight_{weights._weights.Count}";
            weights._weights.Add((location, constant.Data.Pin(), constant.Data.Length));
            weights.Locations[name] = location;
        }
        return weights;
    }

    /// <summary>Lets a session made with these options read the constants; they must stay pinned as long as it lives.</summary>
    /// <exception cref="InvalidOperationException">The runtime refuses.</exception>
    public void AddTo(SessionOptions options)
    {
        if (_weights.Count == 0)
            return;
        options.AddSessionConfigEntry("session.use_external_initializer_file_buffers_directly", "1");
        var names = _weights.Select(w => Marshal.StringToCoTaskMemUTF8(w.Location)).ToArray();
        var buffers = _weights.Select(w => (nint)w.Pin.Pointer).ToArray();
        var lengths = _weights.Select(w => (nuint)w.Length).ToArray();
        try
        {
            var api = ((delegate* unmanaged[Stdcall]<uint, OrtApi*>)OrtGetApiBase()->GetApi)(ApiVersion);
            var add = (delegate* unmanaged[Stdcall]<nint, nint*, nint*, nuint*, nuint, nint>)api->AddExternalInitializersFromFilesInMemory;
            fixed (nint* name = names, buffer = buffers)
            fixed (nuint* length = lengths)
                if (add(options.DangerousGetHandle(), name, buffer, length, (nuint)names.Length) is not 0 and var status)
                    throw Refused(api, status);
            GC.KeepAlive(options);
        }
        finally
        {
            foreach (var name in names)
                Marshal.FreeCoTaskMem(name);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, pin, _) in _weights)
            pin.Dispose();
        _weights.Clear();
    }

    private static InvalidOperationException Refused(OrtApi* api, nint status)
    {
        var message = Marshal.PtrToStringUTF8(((delegate* unmanaged[Stdcall]<nint, nint>)api->GetErrorMessage)(status));
        ((delegate* unmanaged[Stdcall]<nint, void>)api->ReleaseStatus)(status);
        return new InvalidOperationException($"ONNX Runtime does not take weights where they lie: {message}");
    }

    [LibraryImport("onnxruntime")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvStdcall)])]
    private static partial OrtApiBase* OrtGetApiBase();
}
