using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Models;

/// <summary>A network from an ONNX file, or a changed copy of one, run by ONNX Runtime.</summary>
/// <remarks>Every question (scores, some activations, a gradient by some rules) is one graph and one session, made when it is first
/// asked and kept while there is room; copies share the room.</remarks>
public sealed class OnnxModel : IModel, IDisposable
{
    private readonly NetworkEngine _engine;
    private readonly NetworkRecipe _recipe;
    private readonly LoadedNetwork _network;
    private readonly NetworkFacts _facts;

    // What is fed beside the image: values that pass round the tensor at which the network was cut.
    private readonly IReadOnlyList<(string Name, Tensor Value)> _sides;

    private OnnxModel(
        NetworkEngine engine, NetworkRecipe recipe, string? camTensor, IReadOnlyList<(string Name, Tensor Value)> sides)
    {
        (_engine, _recipe, _sides, _network) = (engine, recipe, sides, engine.Structure(recipe));
        _facts = new NetworkFacts(_network, () => engine.GraphOf(recipe), camTensor);
    }

    /// <summary>Opens a network.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="options">Threads and memory.</param>
    /// <param name="camTensor">The tensor class activation methods use by default; null to find it.</param>
    /// <param name="choices">What the file leaves open.</param>
    /// <param name="stop">Stops opening, and every later question to the model and its copies.</param>
    /// <exception cref="InputException">The file is not a usable ONNX image classifier, has no such tensor, or the device cannot be
    /// used; says why.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static OnnxModel Open(
        string path, EngineOptions? options = null, string? camTensor = null, NetworkChoices? choices = null,
        CancellationToken stop = default)
    {
        options ??= new EngineOptions();
        DeviceSupport.Require(options.Device);
        var recipe = new NetworkRecipe(DeviceShare.Said(NetworkLoader.Load(path, choices, stop), options.Device, stop), []);
        var model = new OnnxModel(new NetworkEngine(options, stop), recipe, camTensor, []);
        try
        {
            if (camTensor is not null)
                model._facts.RowOf(camTensor);
            model.TryOut(stop);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>What was done to the network when it was opened, in order; sentences for a person.</summary>
    public IReadOnlyList<string> Notes => _network.Notes;

    /// <inheritdoc/>
    public ImageSize Input => _network.Size;

    /// <inheritdoc/>
    public int ClassCount => _network.Classes;

    /// <inheritdoc/>
    public INetworkFacts Network => _facts;

    /// <summary>The sessions kept at the moment, those of copies included.</summary>
    internal int KeptSessions => _engine.KeptPrograms;

    /// <summary>The network behind the model.</summary>
    internal LoadedNetwork Loaded => _network;

    /// <summary>The tensor for class activation methods, or null where the network has none.</summary>
    internal string? FoundCamTensor => _facts.FoundCamTensor;

    /// <inheritdoc/>
    public ClassScores Predict(Tensor batch) => _engine.Forward(_recipe, [], program => Scores(Run(program, batch)[0]));

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors)
    {
        foreach (var tensor in tensors)
            _facts.ShapeOf(tensor);
        return _engine.Forward(_recipe, tensors, IReadOnlyList<Tensor> (program) =>
        {
            var results = Run(program, batch);
            return [.. tensors.Select(t => results[program.IndexOf(t)])];
        });
    }

    /// <inheritdoc/>
    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        if (rules.ReadsReference && (reference is null || !reference.Shape.SequenceEqual(batch.Shape)))
            throw new ArgumentException(
                $"The rules '{rules.Name}' compare with a reference: one image for each of the batch.", nameof(reference));
        foreach (var tensor in of)
            _facts.ShapeOf(tensor);
        return _engine.Backward(_recipe, of, rules, program =>
        {
            var results = Run(program, batch, seed, reference);
            return new GradientResult(
                Scores(results[0]),
                [.. of.Select(t => results[program.IndexOf(t)])],
                [.. program.Gradients.Select(t => results[program.IndexOf(t)])]);
        });
    }

    /// <inheritdoc/>
    public TensorGradient Gradient(Tensor batch, string from, Tensor seed, IReadOnlyList<string> of, RuleSet rules)
    {
        if (rules.ReadsReference)
            throw new ArgumentException(
                $"The rules '{rules.Name}' compare with a reference, which an inner tensor has not.", nameof(rules));
        if (seed.Length != (long)batch.BatchSize * _facts.RowOf(from))
            throw new ArgumentException($"The seed needs a weight for every value of '{from}' of every image.", nameof(seed));
        foreach (var tensor in of)
            _facts.ShapeOf(tensor);
        return _engine.Backward(_recipe, of, rules, program =>
        {
            var results = Run(program, batch, seed);
            return new TensorGradient(results[program.IndexOf(from)], [.. program.Gradients.Select(t => results[program.IndexOf(t)])]);
        }, from);
    }

    /// <inheritdoc/>
    public IModel With(Alteration change)
    {
        switch (change)
        {
            case Alteration.Randomized randomized:
                var layers = _facts.WeightLayers.Where(randomized.Layers.Contains).Distinct();
                return Copy(new RecipeStep.Redraw([.. layers], randomized.Seed, randomized.Draw), FoundCamTensor);
            case Alteration.ShiftedInput shifted:
                return Copy(new RecipeStep.Shift(shifted.Constant, FoundCamTensor), FoundCamTensor);
            case Alteration.Enlarged enlarged:
                return Copy(
                    new RecipeStep.Enlarge(enlarged.Grid, enlarged.Head, enlarged.Apart),
                    enlarged.Apart ? _facts.Landmarks.PooledHead.FirstOrDefault() : FoundCamTensor);
            case Alteration.CutAfter cut when cut.Tensor == _network.Input:
                return this;
            case Alteration.CutAfter cut:
                _facts.ShapeOf(cut.Tensor);
                return After(cut);
            default:
                throw new ArgumentException($"There is no model {change}.", nameof(change));
        }
    }

    /// <inheritdoc/>
    public string FileIn(string directory) => NetworkCopy.Of(_recipe, directory);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A copy shares the engine of the model it came from, and gives back what it used of its room.
        if (_recipe.Steps.Count > 0)
            _engine.Drop(_recipe);
        else
            _engine.Dispose();
    }

    private OnnxModel Copy(RecipeStep step, string? camTensor) => new(_engine, _recipe.Then(step), camTensor, _sides);

    private OnnxModel After(Alteration.CutAfter cut)
    {
        var recipe = _recipe.Then(new RecipeStep.Cut(cut.Tensor));
        var network = _engine.Structure(recipe);
        var sides = NetworkTail.SidesOf(network);
        var values = sides.Count == 0
            ? []
            : Activations(cut.Image.Reshape(1, Input.Channels, Input.Height, Input.Width), [.. sides.Select(s => s.Tensor)]);
        return new OnnxModel(_engine, recipe, null, [.. sides.Zip(values, (side, value) => (side.Name, value.Reshape(side.Row)))]);
    }

    // The runtime inferred the shapes; whether it can also compute the scores shows in a first run, on a black image
    // and on one of noise.
    private void TryOut(CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(TrialSession.MostTime);
        try
        {
            var images = Tensor.Zeros(2, Input.Channels, Input.Height, Input.Width);
            var random = Seed.Of(0).For("first run").Random();
            foreach (ref var value in images.Item(1))
                value = (float)random.NextGaussian();
            var scores = _engine.Forward(_recipe, [], program => Run(program, images, stop: late.Token)[0]);
            BatchDependence.Refuse(
                _network.Path, "scores", images,
                batch => _engine.Forward(_recipe, [], program => Run(program, batch, stop: late.Token)[0]));
            if (_network.Meaning is { AreProbabilities: false, Kind: not ScoreKind.Linear })
                _facts.ScoreDoubt = Doubt(
                    scores, images, batch => _engine.Forward(_recipe, [], program => Run(program, batch, stop: late.Token)[0]));
        }
        catch (OperationCanceledException error) when (!stop.IsCancellationRequested)
        {
            throw new InputException($"{_network.Path}: two images take more than {TrialSession.MostTime.TotalMinutes} minutes.", error);
        }
    }

    // Logits that lie in 0…1 by chance leave it for images that no network expects; probabilities do not.
    private string? Doubt(Tensor scores, Tensor images, Func<Tensor, Tensor> run)
    {
        if (_network.Meaning.Kind == ScoreKind.Softmax && ScoreDoubt.Of(scores) is { } sums)
            return sums;
        if (!_network.KindIsAssumed || !ScoreDoubt.AreWithinUnit(scores, _network.Meaning.Kind))
            return null;
        Tensor Times(float factor) => new([.. images.Values.Select(v => v * factor)], [.. images.Shape]);
        var more = new[] { 10, -10, 1000, -1000f }.Select(factor => run(Times(factor))).Append(scores).ToList();
        return more.All(s => ScoreDoubt.AreWithinUnit(s, _network.Meaning.Kind))
            && more.SelectMany(s => s.Values).Distinct().Count() > ClassCount
            ? ScoreDoubt.WithinUnit
            : null;
    }

    private IReadOnlyList<Tensor> Run(
        NetworkProgram program, Tensor batch, Tensor? seed = null, Tensor? reference = null, CancellationToken stop = default) =>
        RuntimeMessage.Guard(_network.Path, () => program.Run(batch, seed, reference, _sides, stop));

    private ClassScores Scores(Tensor scores)
    {
        var rows = scores.Reshape(scores.BatchSize, ClassCount);
        var (kind, areProbabilities) = _network.Meaning;
        return areProbabilities ? ClassScores.FromProbabilities(rows, kind) : ClassScores.FromLogits(rows, kind);
    }
}
