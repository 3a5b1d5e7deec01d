using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;
using VisEval.Onnx.Rewriting;

namespace VisEval.Onnx.Loading;

/// <summary>From an .onnx file to a <see cref="LoadedNetwork"/>.</summary>
internal static class NetworkLoader
{
    // What the runtime is handed is one message of the format, which holds at most 2 GB.
    private const long MostWeightBytes = int.MaxValue - (1L << 24);

    // All tensors of two images together, 2 GB.
    private const double MostUntriedValues = 1L << 29;

    /// <summary>Loads a network.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="choices">What the file leaves open; null for nothing.</param>
    /// <param name="stop">Stops loading.</param>
    /// <exception cref="InputException">The file is not ONNX, cannot be run, or is not an image classifier.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static LoadedNetwork Load(string path, NetworkChoices? choices = null, CancellationToken stop = default)
    {
        try
        {
            // Reading waits for the disk, loading the runtime for the processor.
            var runtime = Task.Run(TrialSession.Prepare, stop);
            OnnxModelFile file;
            try
            {
                file = OnnxFile.ReadModel(path);
            }
            finally
            {
                // A process that ends while the runtime is being loaded crashes.
                runtime.GetAwaiter().GetResult();
            }
            return Prepare(file, path, choices ?? NetworkChoices.None, stop);
        }
        catch (OnnxRuntimeException error)
        {
            throw RuntimeMessage.Refusal(path, error);
        }
        catch (InputException error) when (!error.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new InputException($"{path}: {error.Message}", error);
        }
    }

    private static LoadedNetwork Prepare(OnnxModelFile file, string path, NetworkChoices choices, CancellationToken stop)
    {
        var (notes, readings) = (new List<string>(), new List<string>());
        WindowLimits.Check(file.Graph.Nodes);
        ForeignOperators.Refuse(file.Graph.Nodes);
        var warnings = new List<string>();
        var graph = HeldInputs.Hold(ClassMaps.Remove(file.Graph, notes), choices.Inputs, notes);
        var given = graph.Outputs;
        graph = TrainingMode.Apply(graph, warnings);
        graph = OpsetUpgrade.Apply(graph, path, notes);
        graph = QuantizedWeights.Fold(SinglePrecision.Apply(graph, notes), notes);
        if (graph.Constants.Values.Sum(c => (long)c.Data.Length) > MostWeightBytes)
            throw new InputException($"{path}: the network has more than 2 GB of weights, which ONNX Runtime does not take in one piece.");
        (graph, var input) = ImageInput.Find(graph, choices, path, notes);
        (graph, var shapes, var output, var batch) = BatchAxis.Of(
            graph, input, (g, table) => ScoreOutput.Find(g, table, choices, path, warnings), notes, stop);
        var stated = choices.Kind;
        if (choices.Reduction is not null)
            (graph, shapes, output, stated) = ScorePlanes.Reduced(graph, shapes, output, input, choices, path, notes, stop);
        (graph, shapes, var scores) = ScoreForm.Of(graph, shapes, output, stated, path, notes, warnings, stop);
        var isAssumed = scores.Kind is null || scores.IsAssumed;
        if (scores.Kind is null)
            readings.Add("nothing shows how the logits are meant: one right class of all is assumed (softmax). To change this, set "
                + "\"scoreKind\" to \"sigmoid\" or \"linear\" in the JSON file beside the model");
        if (batch is null)
            BatchDependence.RefuseBehind(graph, shapes, scores.Tensor, output, path, stop);
        var count = (int)ScoreFinder.Classes(shapes, scores.Tensor);
        var names = Loading.ClassNames.Of(file.Graph, file.Facts.Metadata, count);
        if (choices.ScoresOf(count) is { } classes)
        {
            (graph, var selected) = LastLayer.Of(graph, scores.Tensor, count, [.. classes.Select(c => (c, 1f))], "viseval_classes_");
            (shapes, scores) = (Shapes(graph, stop), scores with { Tensor = selected });
            names = names.Count == 0 ? names : [.. classes.Select(c => names[c])];
            readings.Add($"{classes.Count} of the {count} scores are classes, class 0 is score {classes[0]} (labelOffset or labelMap in "
                + "the JSON file beside the model)");
        }
        if (choices.ClassNames is { } said)
            names = Loading.ClassNames.Stated(said, (int)ScoreFinder.Classes(shapes, scores.Tensor), count);
        var size = new ImageSize((int)input.Dims[1]!, (int)input.Dims[2]!, (int)input.Dims[3]!);
        return new LoadedNetwork(
            path, graph with { Outputs = [scores.Tensor] }, shapes, input.Name, size, scores.Tensor,
            new ScoreMeaning(scores.Kind ?? ScoreKind.Softmax, scores.AreProbabilities),
            (int)ScoreFinder.Classes(shapes, scores.Tensor))
        {
            Batch = batch,
            KindIsAssumed = isAssumed,
            Given = file.Graph.Inputs.FirstOrDefault(i => i.Name == input.Name),
            GivenOutputs = given,
            Notes = [.. warnings.Concat(notes).Concat(readings).Distinct()],
            Readings = readings,
            Warnings = [.. warnings.Distinct()],
            File = file.Facts,
            ClassNames = names,
        };
    }

    /// <summary>The shapes of a graph's tensors.</summary>
    /// <remarks>A network of known and moderate shapes need not be tried out within the bounds of a trial session.</remarks>
    public static ShapeTable Shapes(Graph graph, CancellationToken stop)
    {
        if (graph.Inputs.FirstOrDefault() is { Dims: [not null, ..] } fixedBatch)
            return OneByOne.Shapes(graph, fixedBatch, stop);
        var shapes = ShapeObserver.Infer(graph, stop);
        var values = shapes.Two.Values.Sum(dims => dims.Aggregate(1.0, (a, d) => a * d));
        return values <= MostUntriedValues ? shapes : ShapeObserver.Observe(graph, stop);
    }
}
