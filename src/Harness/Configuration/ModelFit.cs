using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>Whether a model can be run on a dataset.</summary>
internal static class ModelFit
{
    /// <summary>How the dataset's pictures become input of the model: as its own description says, else as the dataset says.</summary>
    /// <exception cref="InputException">Neither says it.</exception>
    public static Preprocessing PreprocessingOf(OpenedModel model, Dataset dataset) =>
        Stated(model, dataset)?.For(model.Model.Input.Channels) ?? throw new InputException(
            $"dataset '{dataset.Manifest.Name}' states no preprocessing, nor does the model; state the preprocessing, a preset or a "
            + "file that says how a picture becomes input, or put it (\"preprocessing\") into the JSON file beside the model.");

    /// <summary>The same; null where neither says it, nor the network itself.</summary>
    /// <remarks>What a dataset states is meant for networks that do not normalize their input themselves.</remarks>
    public static Preprocessing? Stated(OpenedModel model, Dataset dataset)
    {
        if (model.Description?.Preprocessing is { } own)
            return own;
        var pictures = dataset.Manifest.Preprocessing ?? InputFit.Plain(model.Model.Input.Channels);
        return pictures is null ? null : InputFit.Own(model.Model.Network, pictures) ?? dataset.Manifest.Preprocessing;
    }

    /// <summary>Adds what does not fit: number of classes, channels, size of the crop.</summary>
    public static void Check(string name, OpenedModel model, Dataset dataset, Mistakes mistakes)
    {
        var (classes, input) = (dataset.Manifest.Classes.Count, model.Model.Input);
        if (model.Model.ClassCount < classes)
            mistakes.Add(
                $"model '{name}' gives {model.Model.ClassCount} class scores, but dataset '{dataset.Manifest.Name}' has {classes} classes; "
                + "use a model that was trained on these classes.");
        if (mistakes.Try(() => PreprocessingOf(model, dataset)) is not { } preprocessing)
            return;
        var source = model.Description?.Preprocessing is null ? $"dataset '{dataset.Manifest.Name}'" : $"{name}'s own description";
        mistakes.Add(PreprocessingFit.Mistakes(preprocessing, input, $"model '{name}'", $" of {source}"));
    }

    /// <summary>Adds in what the network fitted to random labels is not of the model's architecture.</summary>
    public static void CheckRandomLabels(string name, OpenedModel model, OpenedModel randomLabels, Dataset dataset, Mistakes mistakes)
    {
        void Differs(string what, object own, object others)
        {
            if (!Equals(own, others))
                mistakes.Add(
                    $"model '{name}' names a network fitted to random labels that is not of its architecture: {what} are {own} in the "
                    + $"model, {others} in that network.");
        }
        string Size(ImageSize s) => $"{s.Channels}×{s.Height}×{s.Width}";
        Differs("the input's channels, height and width", Size(model.Model.Input), Size(randomLabels.Model.Input));
        Differs("the class scores", model.Model.ClassCount, randomLabels.Model.ClassCount);
        Differs("the layers with weights", model.Model.Network.WeightLayers.Count, randomLabels.Model.Network.WeightLayers.Count);
        if (Stated(model, dataset) is { } own && Stated(randomLabels, dataset) is { } others && $"{own}" != $"{others}")
            mistakes.Add($"model '{name}' and the network fitted to random labels that it names state different preprocessing; "
                + "both explain the same input.");
    }
}
