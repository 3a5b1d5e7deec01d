using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Harness.Configuration.Explaining;

/// <summary>How a picture becomes the input of the model to explain.</summary>
internal static class PictureInput
{
    /// <summary>What the user names, else what stands beside the model, else the usual, which is then said.</summary>
    /// <param name="file">A file that says it, or null.</param>
    /// <param name="model">The opened model.</param>
    /// <param name="say">Takes the assumption.</param>
    /// <exception cref="InputException">The file has mistakes, does not fit the model, or nothing usual exists for its
    /// channels.</exception>
    public static Preprocessing For(string? file, OpenedModel model, Action<string> say)
    {
        var (channels, network) = (model.Model.Input.Channels, model.Model.Network);
        var stated = (file is not null ? PreprocessingFile.Read(file) : model.Description?.Preprocessing)?.For(channels);
        if (stated is not null)
        {
            if (PreprocessingFit.Mistakes(stated, model.Model.Input).ToList() is { Count: > 0 } mistakes)
                throw new InputException(mistakes);
            foreach (var doubt in InputFit.Doubts(network, stated))
                say(doubt);
            return stated;
        }
        var plain = InputFit.Plain(channels)
            ?? throw new InputException(
                $"The model takes {channels} channels, which no picture has; give the input as an array.");
        const string advice = "If the model expects something else, state its preprocessing: a preset, a file, or a model.json beside it.";
        if (InputFit.Own(network, plain) is { } own)
        {
            say($"Nothing says how a picture becomes this model's input. {network.Normalization!.Sentence} "
                + $"{InputFit.Given(own, network.Normalization.Range!.Value)} {advice}");
            return own;
        }
        var unclear = network.Normalization is { } unknown ? $" {unknown.Sentence}" : "";
        if (channels != 3)
        {
            say($"Nothing says how a picture becomes this model's input.{unclear} Assumed: {plain.Channels}, 0…1. {advice}");
            return plain;
        }
        say($"Nothing says how a picture becomes this model's input.{unclear} Assumed: RGB, 0…1, minus the ImageNet mean, divided by its "
            + $"standard deviation. {advice}");
        return PreprocessingPresets.All["imagenet"];
    }
}
