using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Configuration.References;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;

namespace VisEval.Harness;

/// <summary>An image classifier in an ONNX file, ready to be asked what it sees and why. Safe to call from several threads.</summary>
public sealed class Network : IDisposable
{
    private readonly NetworkOptions _options;
    private readonly Attempt<Preprocessing> _preprocessing;
    private readonly ReferenceImages? _references;
    private volatile bool _isClosed;

    private Network(string file, OpenedModel opened, NetworkOptions options, string? stated)
    {
        (File, Model, _options) = (file, opened.Model, options);
        var remarks = new List<string>(Model.Network.Warnings);
        // A network whose input is no picture can be asked about tensors all the same; of a picture it then says why not.
        _preprocessing = Attempt.One(() => PictureInput.For(stated, opened, remarks.Add), CancellationToken.None);
        if (stated is not null)
            _preprocessing.OrThrow();
        _references = options.References is { } references
            ? ReferenceChoice.Read(references, Environment.CurrentDirectory).Open(
                _preprocessing.Value, Model.Input, null, Seed.Of(options.Seed).For("reference images"))
            : null;
        if (_references is { } images)
            remarks.Add(ReferenceText.Of(images, options.Catalogues.Methods.Entries
                .Where(e => MethodFacts.Of((IAttributionMethod)e.CreateDefault()).UsesReferences).Select(e => e.Name)));
        Remarks = remarks;
    }

    /// <summary>Full path of the .onnx file.</summary>
    public string File { get; }

    /// <summary>The network itself: its scores, the values of its tensors, its derivatives.</summary>
    public IModel Model { get; }

    /// <summary>What was assumed because nothing says it, what speaks against what was said, and the images that methods compare with;
    /// sentences for people.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The methods and metrics that can be named.</summary>
    public Catalogues Catalogues => _options.Catalogues;

    /// <summary>Opens a network.</summary>
    /// <param name="path">An .onnx file, with what <c>model.json</c> beside it says of it.</param>
    /// <param name="options">What else is said of it.</param>
    /// <exception cref="InputException">The file is no image classifier that can be run, or what is said of it is wrong.</exception>
    public static Network Open(string path, NetworkOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var said = options ?? NetworkOptions.Default;
        var file = Path.GetFullPath(path);
        var mistakes = new Mistakes();
        mistakes.Add(said.Mistakes());
        var stated = said.Preprocessing is { } text ? PreprocessingFile.Locate(text, Environment.CurrentDirectory) : null;
        if (stated is not null)
            mistakes.Try(() => PreprocessingFile.Read(stated));
        if (said.References is { } references)
            mistakes.Try(() => ReferenceChoice.Read(references, Environment.CurrentDirectory));
        if (mistakes.Count > 0 && !System.IO.File.Exists(file))
            mistakes.Add($"{file}: cannot be read: there is no such file");
        mistakes.ThrowIfAny();
        var engine = new EngineOptions(said.Threads, said.MemoryMegabytes, said.MemoryMegabytes).On(said.Device);
        // A model.json that is named for its preprocessing may say more of the network: shifted labels, the output, sizes.
        var opened = ModelFile.Open(file, engine, ImagesAtHand.With(said.Choices, null, preprocessing: stated));
        try
        {
            return new Network(file, opened, said, stated);
        }
        catch
        {
            (opened.Model as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="Open"/>, on another thread.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="options">What is said of it.</param>
    /// <param name="stop">Gives up waiting to begin; a file that is being opened is opened to its end.</param>
    /// <exception cref="InputException">As <see cref="Open"/>.</exception>
    public static Task<Network> OpenAsync(string path, NetworkOptions? options = null, CancellationToken stop = default) =>
        Task.Run(() => Open(path, options), stop);

    /// <summary>An image as the network takes it: 1×C×H×W, cut, resized and normalized.</summary>
    /// <param name="image">The image.</param>
    /// <exception cref="InputException">It cannot be decoded, or does not fit the network.</exception>
    public Tensor InputOf(InputImage image)
    {
        var given = Given(image, null, null);
        return given.Load(given.Images[0]).Input;
    }

    /// <summary>What the network sees in an image: every class, the likeliest first.</summary>
    /// <param name="image">The image.</param>
    /// <exception cref="InputException">It cannot be decoded, does not fit the network, or gives scores that are not finite.</exception>
    public IReadOnlyList<SeenClass> Classify(InputImage image)
    {
        var scores = Model.Predict(InputOf(image));
        if (!scores.IsFinite(0))
            throw new InputException($"{image.Name}: {scores.NotFinite(0)}: the file of the network or this image may be broken.");
        var names = Model.Network.ClassNames;
        return
        [
            .. Enumerable.Range(0, Model.ClassCount).Select(c => new SeenClass(
                    c, c < names.Count ? names[c] : null, scores.Logit(0, c), scores.HasProbabilities ? scores.Probability(0, c) : null))
                .OrderByDescending(c => c.Logit).ThenBy(c => c.Class),
        ];
    }

    /// <summary>Explains why an image is given a class.</summary>
    /// <param name="image">The image.</param>
    /// <param name="method">A method with its options: <c>grad-cam</c>, <c>integrated-gradients:steps=32</c>.</param>
    /// <param name="target">The class; null for the network's first choice.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="InputException">The method is not known, or image, class or options are wrong; every mistake.</exception>
    /// <exception cref="NotApplicableException">The method does not apply to this network.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Heatmap Explain(InputImage image, string method, int? target = null, CancellationToken stop = default) =>
        Single(Given(image, target, null)).Heatmap(Source(method), stop);

    /// <summary>As <see cref="Explain(InputImage, string, int?, CancellationToken)"/>, on another thread.</summary>
    /// <param name="image">The image.</param>
    /// <param name="method">A method with its options.</param>
    /// <param name="target">The class; null for the network's first choice.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="InputException">As the other.</exception>
    public Task<Heatmap> ExplainAsync(InputImage image, string method, int? target = null, CancellationToken stop = default) =>
        Task.Run(() => Explain(image, method, target, stop), stop);

    /// <summary>Explains an image by a method and scores the heatmap; metrics may explain changed images and networks again.</summary>
    /// <param name="image">The image.</param>
    /// <param name="method">A method with its options.</param>
    /// <param name="metrics">Metrics with their options: <c>deletion</c>, <c>pointing-game:tolerance=7</c>.</param>
    /// <param name="target">The class; null for the network's first choice.</param>
    /// <param name="truth">Where it is; null where nobody says.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="InputException">A method or metric is not known, or image, class or options are wrong.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Score> Score(
        InputImage image, string method, IEnumerable<string> metrics, int? target = null, Truth? truth = null,
        CancellationToken stop = default) =>
        Single(Given(image, target, truth)).Scores(Source(method), metrics, stop);

    /// <summary>Scores a heatmap, whoever made it. What only a method could answer is <c>undefined:no-method</c>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="map">H×W at the input's size, or smaller: it is then enlarged.</param>
    /// <param name="metrics">Metrics with their options.</param>
    /// <param name="target">The class; null for the network's first choice.</param>
    /// <param name="truth">Where it is; null where nobody says.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="InputException">A metric is not known, or image, class or options are wrong.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<Score> ScoreMap(
        InputImage image, SaliencyMap map, IEnumerable<string> metrics, int? target = null, Truth? truth = null,
        CancellationToken stop = default) =>
        Single(Given(image, target, truth)).Scores(new GivenMap(map, Model.Input), metrics, stop);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isClosed = true;
        (Model as IDisposable)?.Dispose();
    }

    private MethodSource Source(string method)
    {
        ArgumentNullException.ThrowIfNull(method);
        return new MethodSource(_options.Catalogues.Methods.Create(method));
    }

    private SingleImage Single(GivenImage given) => new(Model, given, _options.Catalogues, _options.Seed, _references);

    private GivenImage Given(InputImage image, int? target, Truth? truth)
    {
        ArgumentNullException.ThrowIfNull(image);
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var preprocessing = image.Tensor is null ? _preprocessing.OrThrow() : _preprocessing.Value;
        return new GivenImage(image, preprocessing, Model.Input, target, truth);
    }
}
