using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Formats;
using VisEval.Onnx.Runtime;

namespace VisEval.Cli.Explaining;

/// <summary>Reads the images of <c>explain</c> and settles their target classes.</summary>
internal static class ExplainItems
{
    /// <summary>Pictures as the network sees them.</summary>
    /// <exception cref="InputException">Every picture that cannot be read, every target that does not exist.</exception>
    public static IReadOnlyList<ExplainItem> FromPictures(
        IReadOnlyList<string> files, Preprocessing preprocessing, IReadOnlyList<int> targets, bool pictures, IModel model)
    {
        var mistakes = new List<string>();
        var inputs = new List<Source>();
        foreach (var file in files)
            try
            {
                var input = ImageLoader.Load(file, preprocessing, model.Input).Input;
                inputs.Add(new Source(Path.GetFileNameWithoutExtension(file), input, pictures ? InputPicture.ToPng(input, preprocessing) : null));
            }
            catch (InputException e)
            {
                mistakes.AddRange(e.Errors);
            }
        return WithTargets(inputs, files.Count, targets, model, mistakes);
    }

    /// <summary>Inputs of a .npy file, N×C×H×W.</summary>
    /// <exception cref="InputException">The array does not fit the model, holds numbers that are not finite, or a target does not exist.</exception>
    public static IReadOnlyList<ExplainItem> FromArray(
        string file, Preprocessing? preprocessing, IReadOnlyList<int> targets, bool pictures, IModel model)
    {
        var array = NpyFile.Read(file);
        var size = model.Input;
        if (array.Rank != 4 || array.BatchSize == 0 || array.Shape[1] != size.Channels || array.Shape[2] != size.Height || array.Shape[3] != size.Width)
            throw new InputException($"'{file}' has the shape ({string.Join(", ", array.Shape.ToArray())}); the model takes N×{size.Channels}×{size.Height}×{size.Width}, N at least 1.");
        var wrong = Array.FindIndex(array.Values, v => !float.IsFinite(v));
        if (wrong >= 0)
            throw new InputException($"'{file}': image {wrong / array.ItemLength} holds {array.Values[wrong]}; every value must be finite.");
        var stem = Path.GetFileNameWithoutExtension(file);
        var inputs = Enumerable.Range(0, array.BatchSize).Select(i => array.Items(i, 1))
            .Select((input, i) => new Source(
                array.BatchSize == 1 ? stem : $"{stem}-{i}", input, pictures ? InputPicture.ToPng(input, preprocessing ?? Stretch(input, size.Channels)) : null));
        return WithTargets([.. inputs], array.BatchSize, targets, model, []);
    }

    private static List<ExplainItem> WithTargets(
        IReadOnlyList<Source> inputs, int count, IReadOnlyList<int> targets, IModel model, List<string> mistakes)
    {
        foreach (var target in targets.Where(t => t < 0 || t >= model.ClassCount).Distinct())
            mistakes.Add($"--target {target}: the model has {model.ClassCount} classes, 0 to {model.ClassCount - 1}.");
        if (targets.Count > 1 && count > 1 && targets.Count != count)
            mistakes.Add($"--target names {targets.Count} classes for {count} images; one for all, or one an image in their order, is needed.");
        if (mistakes.Count > 0)
            throw new InputException(mistakes);

        if (count == 1 && targets.Count > 1)
            inputs = [.. Enumerable.Repeat(inputs[0], targets.Count)];
        var items = new List<ExplainItem>();
        for (var i = 0; i < inputs.Count; i++)
        {
            var target = targets.Count switch
            {
                0 => model.Predict(inputs[i].Input).Top1(0),
                1 => targets[0],
                _ => targets[i],
            };
            items.Add(new ExplainItem(inputs[i].Name, targets.Count == 0 ? "" : $".{target}", inputs[i].Input, target, inputs[i].Picture));
        }
        return items;
    }

    // Without a preprocessing nobody knows the colours of a normalized input: its own range is shown as black to white.
    private static Preprocessing Stretch(Tensor input, int channels)
    {
        var (low, high) = (input.Values.Min(), input.Values.Max());
        var range = high > low ? high - low : 1.0;
        return new Preprocessing(
            channels == 1 ? "gray" : "RGB", 1 / 255.0,
            [.. Enumerable.Repeat(-low / range, channels)], [.. Enumerable.Repeat(1 / range, channels)]);
    }

    private sealed record Source(string Name, Tensor Input, byte[]? Picture);
}
