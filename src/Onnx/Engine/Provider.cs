using System.Collections.Frozen;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>An execution provider of ONNX Runtime, and how it is asked for full 32-bit arithmetic and the same choice of algorithms every
/// time.</summary>
/// <param name="Device">The name of its devices on the command line.</param>
/// <param name="Name">Its name in the runtime.</param>
internal sealed record Provider(string Device, string Name)
{
    /// <summary>What people call its devices, too; not read, but answered with the name.</summary>
    public IReadOnlyList<string> Alias { get; init; } = [];

    /// <summary>The option that takes the number of the device; null where devices have none.</summary>
    public string? IndexOption { get; init; }

    /// <summary>The option that takes the memory that a session may use on the device, in bytes; null where there is none.</summary>
    public string? MemoryOption { get; init; }

    /// <summary>Options that are always given.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>What must stand in the environment, because no option says it; null for nothing.</summary>
    public (string Name, string Value, string Why)? Variable { get; init; }

    /// <summary>Which nodes the provider takes though it cannot run them, and the option that names nodes for the CPU; null for none
    /// known.</summary>
    public (string Option, Func<Node, bool> Cannot)? Refuses { get; init; }

    /// <summary>Whether sessions may be made and run on several threads at once. Not where it is not documented: on WebGPU sessions share
    /// one context without a lock, which gave wrong results and ended the process (ONNX Runtime 1.30).</summary>
    public bool IsConcurrent { get; init; }

    private Lock Turn { get; } = new();

    /// <summary>Adds it with its options.</summary>
    public Action<SessionOptions, string, Dictionary<string, string>> Append { get; init; } =
        (session, name, options) => session.AppendExecutionProvider(name, options);

    /// <summary>The providers that can be asked for.</summary>
    public static IReadOnlyList<Provider> All { get; } =
    [
        new("cuda", "CUDAExecutionProvider")
        {
            Alias = ["gpu", "nvidia"],
            IndexOption = "device_id",
            MemoryOption = "gpu_mem_limit",
            IsConcurrent = true,
            // TF32 keeps 10 bits of a product's factors; an exhaustive search chooses convolutions by how fast they were just now.
            Fixed = new Dictionary<string, string>
            {
                ["use_tf32"] = "0", ["cudnn_conv_algo_search"] = "HEURISTIC", ["prefer_nhwc"] = "0",
                ["arena_extend_strategy"] = "kSameAsRequested",
            },
            Append = (session, _, options) =>
            {
                using var cuda = new OrtCUDAProviderOptions();
                cuda.UpdateOptions(options);
                session.AppendExecutionProvider_CUDA(cuda);
            },
        },
        new("tensorrt", "TensorrtExecutionProvider")
        {
            Alias = ["trt"],
            IndexOption = "device_id",
            Fixed = new Dictionary<string, string> { ["trt_fp16_enable"] = "0", ["trt_int8_enable"] = "0" },
            Variable = ("NVIDIA_TF32_OVERRIDE", "0", "TensorRT rounds factors to 10 bits (TF32) otherwise, and has no option against it"),
            Append = (session, _, options) =>
            {
                using var tensorRt = new OrtTensorRTProviderOptions();
                tensorRt.UpdateOptions(options);
                session.AppendExecutionProvider_Tensorrt(tensorRt);
            },
        },
        new("migraphx", "MIGraphXExecutionProvider") { Alias = ["rocm", "amd"], IndexOption = "device_id" },
        new("dml", "DmlExecutionProvider") { Alias = ["directml"], IndexOption = "device_id" },
        // The neural engine computes in 16 bits.
        new("coreml", "CoreMLExecutionProvider")
        {
            Alias = ["mps", "metal"],
            Fixed = new Dictionary<string, string> { ["MLComputeUnits"] = "CPUAndGPU", ["ModelFormat"] = "MLProgram" },
        },
        new("openvino", "OpenVINOExecutionProvider")
        {
            Fixed = new Dictionary<string, string> { ["precision"] = "ACCURACY" },
        },
        // ONNX Runtime 1.30: "The Indices output is not supported yet", said when the node runs.
        new("webgpu", "WebGpuExecutionProvider")
        {
            Refuses = ("forceCpuNodeNames", node => node.Operator == "MaxPool" && node.Outputs.Count > 1 && node.Outputs[1].Length > 0),
        },
        new("xnnpack", "XnnpackExecutionProvider"),
    ];

    /// <summary>The provider of a device that is not the CPU.</summary>
    public static Provider Of(Device device) => All.First(p => p.Device == device.Name);

    /// <summary>Does something with a session of the provider, when it may.</summary>
    public T InTurn<T>(Func<T> work)
    {
        if (IsConcurrent)
            return work();
        lock (Turn)
            return work();
    }

    /// <summary>The graph as it is given to the provider: nodes that the CPU must run have names.</summary>
    public Graph Prepared(Graph graph) => Refuses is { } refused && graph.Nodes.Any(refused.Cannot)
        ? graph with
        {
            Nodes = [.. graph.Nodes.Select((node, i) => refused.Cannot(node) ? node with { Name = $"viseval_cpu_{i}" } : node)],
        }
        : graph;

    /// <summary>Lets a session run on a device of this provider; what the provider has no kernel for goes to the CPU.</summary>
    /// <param name="session">The options of the session.</param>
    /// <param name="device">The device.</param>
    /// <param name="graph">What it will run, <see cref="Prepared"/>.</param>
    /// <exception cref="OnnxRuntimeException">The library does not have it, or what it needs is not there.</exception>
    public void AddTo(SessionOptions session, Device device, Graph graph)
    {
        var options = new Dictionary<string, string>(Fixed);
        if (IndexOption is not null)
            options[IndexOption] = device.Index.ToString(CultureInfo.InvariantCulture);
        if (MemoryOption is not null && device.MemoryMegabytes is { } megabytes)
            options[MemoryOption] = (megabytes * 1_000_000L).ToString(CultureInfo.InvariantCulture);
        if (Refuses is { } refused && graph.Nodes.Where(refused.Cannot).Select(n => n.Name).ToList() is { Count: > 0 } names)
            options[refused.Option] = string.Join('\n', names);
        Append(session, Name, options);
        RuntimeApi.SetDeterministic(session);
    }
}
