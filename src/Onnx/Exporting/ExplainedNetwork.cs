using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Models;
using VisEval.Onnx.Rewriting;

namespace VisEval.Onnx.Exporting;

/// <summary>A network and its explanations as one graph of the ONNX standard, for any program that runs ONNX files.</summary>
/// <remarks>Inputs: that of the network's file, with its name, type and axes, and the class to explain, unless it is fixed. Outputs: those
/// of the file, then the maps.</remarks>
public sealed class ExplainedNetwork
{
    // A file of the format holds at most 2 GB; nodes and names need room beside the weights.
    private const long MostBytes = int.MaxValue - (1L << 24);

    private readonly LoadedNetwork _network;
    private readonly GraphMerge _merge;
    private readonly ExplanationGraph _graph;
    private readonly List<GraphInput> _inputs;
    private readonly FedClass? _fed;
    private readonly List<string> _outputs;
    private readonly Queue<string> _maps;
    private readonly TensorNames _names;
    private LoweredGraph? _finished;

    /// <summary>The network without explanations.</summary>
    /// <param name="model">The network, as its file gave it.</param>
    /// <param name="maps">What the maps shall be called.</param>
    /// <param name="target">The class to explain; null to make it an input.</param>
    /// <param name="surroundings">The colours of the input, where the preprocessing is known.</param>
    /// <param name="draws">Draws what is drawn at random and stored; null for that of the seed 0.</param>
    /// <exception cref="InputException">There is no such class, or the network comes from no file.</exception>
    public ExplainedNetwork(
        OnnxModel model, IReadOnlyList<string> maps, int? target, Surroundings? surroundings = null, Seed? draws = null)
    {
        _network = model.Loaded;
        var given = _network.Given ?? throw new InputException($"{_network.Path}: the network comes from no file.");
        if (target is { } number && (number < 0 || number >= model.ClassCount))
            throw new InputException($"The target {number} is no class; the network has {model.ClassCount}, 0 to {model.ClassCount - 1}.");
        var computed = _network.Graph.Nodes.SelectMany(n => n.Outputs).ToHashSet();
        _outputs = [.. _network.GivenOutputs.Where(computed.Contains)];
        var cast = _outputs.Where(o => TypeOf(o) != _network.Shapes.TypeOf(o)).ToList();
        var names = new TensorNames(_network.Graph, [given.Name, .. _outputs.Except(cast)]);
        foreach (var output in cast)
            names.Reserve(output);
        var builder = new GraphBuilder(names.Prefix);
        (_names, _merge) = (names, new GraphMerge(builder, names, new SharedConstants(builder)));
        var (input, images) = FileInput.Add(_network, given, builder);
        var classes = new TargetClass(builder, images, model.ClassCount);
        _fed = target is null ? classes.Fed(names.Reserve("target"), _network.Batch) : null;
        _inputs = _fed is null ? [input] : [input, _fed.Input];
        var targets = _fed?.Targets ?? classes.Fixed(target!.Value);
        MapNames = [.. maps.Select(names.Reserve)];
        _maps = new Queue<string>(MapNames);
        _graph = new ExplanationGraph(model, _merge, images, targets, surroundings ?? Surroundings.Unknown)
        {
            Draws = (draws ?? Seed.Of(0)).For("export"),
        };
        // Before any map, so that its tensors keep their names.
        var fed = new Dictionary<string, string> { [_network.Input] = images.Name };
        var tensors = _merge.Add(_network.Graph.WithOutputs([.. _outputs]), fed, isFirst: true);
        foreach (var output in cast)
            builder.Add(Node.Of("Cast", [tensors[output]], [output], ("to", (long)TypeOf(output))));
    }

    /// <summary>What the maps are called: as wished, with a number behind it where an input or output of the network is called
    /// so.</summary>
    public IReadOnlyList<string> MapNames { get; }

    /// <summary>What is fed: name, type and axes, null for a free length; the image, then the class to explain unless it is
    /// fixed.</summary>
    public IReadOnlyList<GraphInput> Inputs => _inputs;

    /// <summary>The graph as far as it is built, without what no output needs.</summary>
    private LoweredGraph Finished => _finished ??= OpsetLowering.Apply(
        Built(), _network.File.Opset, name => _names.Take($"{_names.Prefix}{name}"));

    private string WhyNewer => Finished.Newer is { Count: > 0 } operators
        ? $"older ones have not what it needs of {string.Join(", ", operators)}"
        : "it is the oldest that files are written in";

    /// <summary>In what the file differs from that of the network beside the maps, sentences.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            var size = _network.Size;
            // What is raised here is lowered again.
            var notes = _network.Notes.Except([.. _network.Warnings, OpsetUpgrade.Raised(_network.File.Opset)]);
            var remarks = notes.Select(Remark).ToList();
            if (_network.Given!.Dims.Skip(1).Any(length => length is null))
                remarks.Add($"The image size, which the network leaves free, is fixed at {size.Height}×{size.Width} in the file.");
            if (_network.Batch is { } batch)
                remarks.Add($"The number of images is fixed at {batch}, as in the network's own file.");
            if (Opset > _network.File.Opset)
                remarks.Add($"Operator set {Opset}, not {_network.File.Opset} as in the network's own file: {WhyNewer}.");
            return remarks;
        }
    }

    /// <summary>The operator set that the file states: that of the network's own file, or the next one that has all its
    /// operators.</summary>
    public long Opset => Finished.Graph.Opsets[""];

    /// <summary>The version of the file format that it states: that of the network's own file where it goes with the operator
    /// set.</summary>
    public long IrVersion => IrVersions.For(Opset, _network.File.Opset, _network.File.IrVersion);

    private string Remark(string note) => _network.Readings.Contains(note)
        ? $"{char.ToUpperInvariant(note[0])}{note[1..]}."
        : $"Inside the file: {note}.";

    /// <summary>Adds the next map.</summary>
    /// <param name="build">Makes the map, N×C×H×W or N×h×w.</param>
    public void Add(Func<ExplanationGraph, Value> build)
    {
        var (map, output) = (WithClasses(build(_graph)), _maps.Dequeue());
        _merge.Builder.Add(Node.Of("Identity", [map.Name], [output]));
        _outputs.Add(output);
        _finished = null;
    }

    /// <summary>The finished file: tried out, then written.</summary>
    /// <param name="metadata">What it says of itself, by key, beside what the network's file says.</param>
    /// <param name="write">Takes what writes the file to a stream.</param>
    /// <param name="stop">Stops the trial.</param>
    /// <exception cref="InputException">The file would have more than 2 GB, or the runtime cannot run it; says why.</exception>
    public void Write(IReadOnlyDictionary<string, string> metadata, Action<Action<Stream>> write, CancellationToken stop = default)
    {
        var graph = Finished.Graph;
        var bytes = graph.Constants.Values.Concat(graph.Nodes.SelectMany(ConstantsOf)).Sum(c => (long)c.Data.Length);
        if (bytes > MostBytes)
            throw new InputException(
                $"{_network.Path}: the file would have {bytes / 1_000_000} MB of weights and noise, and one ONNX file holds 2 GB; export "
                + "fewer methods at a time, or with fewer samples.");
        var outputs = RuntimeMessage.Guard(_network.Path, () => ExportTrial.Outputs(graph, stop));
        var facts = _network.File.Metadata.ToDictionary();
        foreach (var (key, value) in metadata)
            facts[key] = value;
        write(stream => OnnxFile.Write(stream, graph, outputs, facts, IrVersion));
    }

    /// <summary>The same in the working operator set.</summary>
    internal Graph Built()
    {
        var built = _merge.Builder.Build(_outputs).WithOutputs(_outputs);
        var domains = built.Nodes.SelectMany(DomainsOf).Append("").ToHashSet();
        return built with
        {
            Inputs = _inputs,
            Opsets = _network.Graph.Opsets.Where(o => domains.Contains(o.Key)).ToDictionary(),
        };
    }

    // A map that needs no class still asks for one an image, as all do: its shape is made to follow from the classes.
    private Value WithClasses(Value map)
    {
        var builder = _merge.Builder;
        if (_fed is null || builder.Build([map.Name]).WithOutputs([map.Name]).Nodes.Any(n => n.Outputs.Contains(_fed.Targets.Name)))
            return map;
        var shape = builder.Op("Concat", [_fed.Numbers.Shape(), map.Map("Shape", ("start", 1L))], ("axis", 0L));
        return builder.Op("Reshape", [map, shape]);
    }

    private static IEnumerable<Constant> ConstantsOf(Node node) =>
        node.Subgraphs.SelectMany(g => g.Constants.Values.Concat(g.Nodes.SelectMany(ConstantsOf)));

    private static IEnumerable<string> DomainsOf(Node node) =>
        node.Subgraphs.SelectMany(g => g.Nodes).SelectMany(DomainsOf).Append(node.Domain);

    // A network of 16 or 64 bits computes here in 32.
    private ElementType TypeOf(string output) => _network.File.OutputTypes.GetValueOrDefault(output, _network.Shapes.TypeOf(output));
}
