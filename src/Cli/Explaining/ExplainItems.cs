using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Models;

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
        var array = InputArray.Read(file, model.Input);
        var stem = Path.GetFileNameWithoutExtension(file);
        var inputs = Enumerable.Range(0, array.BatchSize).Select(i => array.Items(i, 1))
            .Select((input, i) => new Source(
                array.BatchSize == 1 ? stem : $"{stem}-{i}", input, pictures ? InputPicture.ToPng(input, preprocessing ?? Stretch(input, model.Input.Channels)) : null));
        return WithTargets([.. inputs], array.BatchSize, targets, model, []);
    }

    private static List<ExplainItem> WithTargets(
        IReadOnlyList<Source> inputs, int count, IReadOnlyList<int> targets, IModel model, List<string> mistakes)
    {
        mistakes.AddRange(Targets.Mistakes(targets, count, model.ClassCount));
        if (mistakes.Count > 0)
            throw new InputException(mistakes);

        var items = new List<ExplainItem>();
        foreach (var (image, given) in Targets.Pairs(targets, count))
        {
            var input = inputs[image];
            var target = given ?? model.Predict(input.Input).Top1(0);
            items.Add(new ExplainItem(input.Name, given is null ? "" : $".{target}", input.Input, target, input.Picture));
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
