using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Wrappers;

/// <summary>Any method, averaged over views of the image: mirrored or not, with its normalised values multiplied by factors; every view's
/// attribution is turned back before the mean (test-time augmentation as in Gildenblat et al., 2021: <c>aug_smooth</c>).</summary>
/// <remarks>At the input's size: C×H×W, or H×W where the method explains by a layer or maps are rescaled. That library brings the map of
/// every view to 0…1 first, (m − min m)/(max m − min m + 10⁻⁷): <c>rescale</c>. Views can also be enlarged or reduced about the
/// centre; they are resampled bilinearly, what an enlarged view does not show is averaged over the others, and what a reduced view shows
/// beyond the image repeats its edge. With one factor and one scale of 1 and no mirroring it is the method itself.</remarks>
/// <param name="Method">The method.</param>
/// <param name="Mirror">Whether every view is also taken mirrored left to right.</param>
/// <param name="Factors">What the normalised values are multiplied by, joined by +, each from 0.1 to 10.</param>
/// <param name="Scales">The scales joined by +, each from 0.5 to 2; 1 is the image as it is.</param>
/// <param name="Rescale">Whether the map of every view is brought to 0…1 before the mean.</param>
[Named("augment")]
[Paper("Gildenblat et al.: PyTorch library for CAM methods", 2021)]
[Needs(Needs.Nothing)]
[Passes(
    "(1 + mirror) * count(factors) * count(scales) * method", "(1 + mirror) * count(factors) * count(scales) * method")]
[Dialect("pytorch-grad-cam", "rescale=true")]
internal sealed record Augment(
    IAttributionMethod Method,
    [About("Whether every view is also taken mirrored left to right.")] bool Mirror = true,
    [About("What the values of the image are multiplied by, joined by +, each from 0.1 to 10; 1 is the image as it is.")]
    string Factors = "0.9+1+1.1",
    [About("Scales joined by +, each from 0.5 to 2; 1 is the image as it is.")] string Scales = "1",
    [About("Whether the map of every view is brought to 0…1 before the mean, as pytorch-grad-cam does.")] bool Rescale = false)
    : IWrapperMethod
{
    private const float RescaleEpsilon = 1e-7f;

    /// <summary>The factors joined by +.</summary>
    /// <exception cref="InputException">One is no number from 0.1 to 10.</exception>
    public string Factors { get; } = NumberList.Checked("augment", "factors", Factors, 0.1, 10);

    /// <summary>The scales joined by +.</summary>
    /// <exception cref="InputException">One is no number from 0.5 to 2, or none is at most 1.</exception>
    public string Scales { get; } = WithAWholeView(NumberList.Checked("augment", "scales", Scales, 0.5, 2));

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject));

    private Attribution Explain(IModel model, Subject subject)
    {
        var size = subject.Size;
        List<(float Factor, View View)> views =
        [
            .. from mirrored in Mirror ? [false, true] : new[] { false }
               from factor in NumberList.Of(Factors)
               from scale in NumberList.Of(Scales)
               select ((float)factor, new View(scale, mirrored)),
        ];
        var images = Tensor.Zeros(views.Count, size.Channels, size.Height, size.Width);
        for (var v = 0; v < views.Count; v++)
        {
            views[v].View.Show(subject.Image, size.Height, size.Width, images.Item(v));
            foreach (ref var value in images.Item(v))
                value *= views[v].Factor;
        }
        var batch = new ImageBatch(images, [.. views.Select((_, v) => subject.Seed.For(v))])
        {
            Surroundings = [.. views.Select(_ => subject.Surroundings)],
        };
        var attributions = Method.Explain(model, batch, [.. views.Select(_ => subject.Target)]);
        return Mean(views.Select(v => v.View), attributions, size);
    }

    private Attribution Mean(IEnumerable<View> views, IReadOnlyList<Attribution> attributions, ImageSize size)
    {
        var isMap = Rescale || attributions[0].Values.Rank == 2;
        var planes = isMap ? 1 : attributions[0].Values.Shape[0];
        var (sum, count) = (new double[planes * size.Pixels], new int[size.Pixels]);
        foreach (var (view, attribution) in views.Zip(attributions))
        {
            var values = isMap ? attribution.ToMap(size.Height, size.Width).Values : attribution.Values.Values;
            view.AddBack(Rescale ? Rescaled(values) : values, size.Height, size.Width, sum, count);
        }
        var mean = new float[sum.Length];
        for (var i = 0; i < mean.Length; i++)
            mean[i] = (float)(sum[i] / count[i % size.Pixels]);
        return attributions[0] with
        {
            Values = isMap ? new Tensor(mean, size.Height, size.Width) : new Tensor(mean, planes, size.Height, size.Width),
        };
    }

    private static float[] Rescaled(float[] map)
    {
        var (low, high) = SpanMath.Extremes(map);
        return Array.ConvertAll(map, v => (v - low) / (high - low + RescaleEpsilon));
    }

    // What an enlarged view does not show must be in another.
    private static string WithAWholeView(string scales) => NumberList.Of(scales).Any(s => s <= 1)
        ? scales
        : throw new InputException($"augment: scales={scales}: no view shows the whole image; one of the scales must be at most 1.");
}
