using System.Globalization;
using VisEval.Core;
using VisEval.Methods.Shared;
using VisEval.Onnx.Models;

namespace VisEval.Methods.Wrappers;

/// <summary>Any method, averaged over views of the image: mirrored or not, enlarged and reduced about its centre; every view's attribution
/// is turned back before the mean (test-time augmentation, as for CAM in Gildenblat et al., 2021).</summary>
/// <remarks>At the input's size: C×H×W, or H×W where the method explains by a layer. Views are resampled bilinearly; what an enlarged
/// view does not show is averaged over the others, and what a reduced view shows beyond the image repeats its edge. With one scale of 1 and
/// no mirroring it is the method itself.</remarks>
/// <param name="Method">The method.</param>
/// <param name="Mirror">Whether every view is also taken mirrored left to right.</param>
/// <param name="Scales">The scales joined by +, each from 0.5 to 2; 1 is the image as it is.</param>
[Named("augment")]
[Paper("Gildenblat et al.: PyTorch library for CAM methods", 2021)]
[Needs(Needs.Nothing)]
[Passes("(1 + mirror) * count(scales) * method", "(1 + mirror) * count(scales) * method")]
public sealed record Augment(
    IAttributionMethod Method,
    [About("Whether every view is also taken mirrored left to right.")] bool Mirror = true,
    [About("Scales joined by +, each from 0.5 to 2; 1 is the image as it is.")] string Scales = "0.9+1+1.1")
    : IWrapperMethod
{
    /// <summary>The scales joined by +.</summary>
    /// <exception cref="InputException">One is no number from 0.5 to 2, or none is at most 1.</exception>
    public string Scales { get; } = string.Join('+', Parse(Scales).Select(s => s.ToString(CultureInfo.InvariantCulture)));

    /// <inheritdoc/>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets) =>
        batch.PerImage(targets, subject => Explain(model, subject));

    private Attribution Explain(IModel model, Subject subject)
    {
        var size = subject.Size;
        var scales = Parse(Scales);
        List<View> views = [.. scales.Select(s => new View(s, false)), .. Mirror ? scales.Select(s => new View(s, true)) : []];
        var images = Tensor.Zeros(views.Count, size.Channels, size.Height, size.Width);
        for (var v = 0; v < views.Count; v++)
            views[v].Show(subject.Image, size.Height, size.Width, images.Item(v));
        var seeds = views.Select((_, v) => subject.Seed.For(v)).ToList();
        var attributions = Method.Explain(model, new ImageBatch(images, seeds), [.. views.Select(_ => subject.Target)]);

        var planes = attributions[0].Values.Rank == 3 ? attributions[0].Values.Shape[0] : 1;
        var (sum, count) = (new double[planes * size.Pixels], new int[size.Pixels]);
        foreach (var (view, attribution) in views.Zip(attributions))
            view.AddBack(AtTheInput(attribution, size), size.Height, size.Width, sum, count);
        var values = new float[sum.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(sum[i] / count[i % size.Pixels]);
        var isMap = attributions[0].Values.Rank == 2;
        return attributions[0] with
        {
            Values = isMap ? new Tensor(values, size.Height, size.Width) : new Tensor(values, planes, size.Height, size.Width),
        };
    }

    private static float[] AtTheInput(Attribution attribution, ImageSize size) =>
        attribution.Values.Rank == 3 ? attribution.Values.Values : attribution.ToMap(size.Height, size.Width).Values;

    private static bool IsScale(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var scale) && scale is >= 0.5 and <= 2;

    private static IReadOnlyList<double> Parse(string scales)
    {
        var parts = scales.Split('+', StringSplitOptions.TrimEntries);
        var wrong = parts.Where(p => !IsScale(p)).Select(w =>
            $"augment: scales={scales}: '{w}' is not allowed; a scale is a number from 0.5 to 2, several are joined by +, "
            + "for example 0.9+1+1.1.").ToList();
        if (wrong.Count > 0)
            throw new InputException(wrong);
        // What an enlarged view does not show must be in another.
        var numbers = parts.Select(p => double.Parse(p, CultureInfo.InvariantCulture)).ToList();
        return numbers.Any(s => s <= 1)
            ? numbers
            : throw new InputException($"augment: scales={scales}: no view shows the whole image; one of the scales must be at most 1.");
    }
}
