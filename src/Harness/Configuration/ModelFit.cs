using VisEval.Harness.Datasets;

namespace VisEval.Harness.Configuration;

/// <summary>Whether a model can be run on a dataset.</summary>
internal static class ModelFit
{
    /// <summary>How the dataset's pictures become input of the model: as its own description says, else as the dataset says.</summary>
    public static Preprocessing PreprocessingOf(OpenedModel model, Dataset dataset) =>
        model.Description?.Preprocessing ?? dataset.Manifest.Preprocessing;

    /// <summary>Adds what does not fit: number of classes, channels, size of the crop.</summary>
    public static void Check(string name, OpenedModel model, Dataset dataset, Mistakes mistakes)
    {
        var (classes, input) = (dataset.Manifest.Classes.Count, model.Model.Input);
        if (model.Model.ClassCount < classes)
            mistakes.Add($"model '{name}' gives {model.Model.ClassCount} class scores, but dataset '{dataset.Manifest.Name}' has {classes} classes; "
                + "use a model that was trained on these classes.");
        var preprocessing = PreprocessingOf(model, dataset);
        var source = model.Description?.Preprocessing is null ? $"dataset '{dataset.Manifest.Name}'" : $"{name}'s own description";
        if (preprocessing.ChannelCount != input.Channels)
            mistakes.Add($"model '{name}' takes {input.Channels} channels, but the preprocessing of {source} gives {preprocessing.ChannelCount} "
                + $"(\"{preprocessing.Channels}\"); state the preprocessing in the JSON file beside the model.");
        var side = Math.Max(input.Height, input.Width);
        if (preprocessing.Resize == Preprocessing.Crop && preprocessing.ShorterSide < side)
            mistakes.Add($"model '{name}' takes {input.Width}×{input.Height} pixels, but the preprocessing of {source} brings the shorter side to "
                + $"{preprocessing.ShorterSide}; shorterSide is at least {side}.");
    }
}
