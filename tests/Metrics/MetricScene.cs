using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics;

/// <summary>An image, a linear model that is sure of class 1 in it, and everything else that a metric may ask for.</summary>
internal sealed class MetricScene
{
    /// <summary>The number of weight layers of the model.</summary>
    public const int WeightLayers = 3;

    private readonly LinearModel _other;

    public MetricScene(int height, int width)
    {
        Size = new ImageSize(3, height, width);
        Model = Small(LinearModel.Random(Size, 4, seed: 1));
        _other = Small(LinearModel.Random(Size, 4, seed: 2));
    }

    public ImageSize Size { get; }

    public LinearModel Model { get; }

    /// <summary>The image, made anew.</summary>
    public Tensor Image => Images.Random(Size, 1, seed: 3).Values;

    /// <summary>An ordinary explanation at the input: the product of image and gradient.</summary>
    public Attribution Ordinary() => Explain(Image, 1, Model);

    /// <summary>The context of an explanation.</summary>
    /// <param name="attribution">The explanation.</param>
    /// <param name="model">The model that is asked; null for <see cref="Model"/>.</param>
    /// <param name="explained">Called for every image that is explained again.</param>
    /// <param name="called">Called whenever explanations are asked for.</param>
    /// <param name="changed">Changes every further explanation.</param>
    /// <param name="again">Every further explanation, whatever is asked; null for those of the scene.</param>
    public FakeMetricContext Context(
        Attribution attribution, IClassifier? model = null, Action? explained = null, Action? called = null,
        Func<float, float>? changed = null, Attribution? again = null)
    {
        var region = Mask((x, y) => x is >= 8 and < 24 && y is >= 12 and < 30);
        var other = new PixelMask([.. region.Pixels.Reverse()], Size.Height, Size.Width);
        return new FakeMetricContext(attribution, attribution.ToMap(Size.Height, Size.Width))
        {
            Model = model ?? Model,
            Image = Image,
            Target = 1,
            Labels = [1, 2],
            Truth = new GroundTruth(region, region, [new Box(8, 12, 24, 30)], ImageGeometry.Identity(Size.Height, Size.Width)),
            Truths = c => c == 2
                ? new GroundTruth(other, other, [new Box(24, 18, 40, 36)], ImageGeometry.Identity(Size.Height, Size.Width))
                : null,
            WeightLayerCount = WeightLayers,
            Called = called,
            Answer = (image, target, variant) =>
            {
                explained?.Invoke();
                if (again is not null)
                    return again;
                var other = Shaped(Explain(image, target, variant == ModelVariant.Trained ? Model : _other), attribution);
                return changed is null ? other : Changed(other, changed);
            },
            Inside = images =>
            {
                var scores = (model ?? Model).Predict(images);
                return [.. Enumerable.Range(0, images.BatchSize).Select(i => scores.Logits.Item(i).ToArray())];
            },
            Mosaics = (grid, _) => new Mosaic(
                Images.Random(Size, 1, seed: 4).Values, 1, Mask((x, y) => x < Size.Width / grid && y < Size.Height / grid),
                Model: new ModelVariant.Enlarged(grid)),
            Grays = value =>
                new Tensor([.. Enumerable.Repeat((value - 127) / 64f, Size.Length)], 1, Size.Channels, Size.Height, Size.Width),
            Compressed = image => 100 + (long)image.Values.Sum(v => Math.Abs((double)v)),
        };
    }

    /// <summary>An explanation with every value changed.</summary>
    public static Attribution Changed(Attribution attribution, Func<float, float> value) =>
        attribution with { Values = new Tensor([.. attribution.Values.Values.Select(value)], attribution.Values.Shape) };

    private PixelMask Mask(Func<int, int, bool> holds) =>
        new([.. Enumerable.Range(0, Size.Pixels).Select(i => holds(i % Size.Width, i / Size.Width))], Size.Height, Size.Width);

    private Attribution Explain(Tensor image, int target, LinearModel model) => new(
        new Tensor([.. image.Values.Zip(model.Weights[target], (x, w) => x * w)], Size.Channels, Size.Height, Size.Width));

    // A method gives every image an explanation of the same shape.
    private Attribution Shaped(Attribution explanation, Attribution like) => like.Values.Rank == 3
        ? explanation
        : new Attribution(new Tensor(explanation.ToMap(Size.Height, Size.Width).Values, Size.Height, Size.Width));

    // Sure of class 1 where it sees the image, and of another where the image is blurred or gone.
    private LinearModel Small(LinearModel model) => new(
        model.Input,
        [.. model.Weights.Select((row, c) => row.Zip(Image.Values, (w, x) => 0.01f * w + (c == 1 ? 0.001f * x : 0)).ToArray())],
        [2, 0, 2, 2]);
}
