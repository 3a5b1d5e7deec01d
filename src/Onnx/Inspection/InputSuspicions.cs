using VisEval.Core;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Inspection;

/// <summary>What the first operators of a network say about the pictures it expects.</summary>
internal static class InputSuspicions
{
    /// <summary>Sentences for a person; none where nothing is remarkable.</summary>
    public static IReadOnlyList<string> Of(ImageSize size, OwnNormalization? normalization)
    {
        var said = new List<string>();
        if (size.Channels is not (1 or 3 or 4))
            said.Add($"It takes {size.Channels} channels; pictures have 1, 3 or 4, so inputs must be given as arrays.");
        if (size.Height != size.Width)
            said.Add($"Its input is not square ({size.Height}×{size.Width}): make sure that height comes first.");
        if (normalization is not null)
            said.Add(normalization.Sentence);
        return said;
    }
}
