using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.References;

/// <summary>The images of an array, normalised already.</summary>
/// <param name="Path">The .npy file.</param>
internal sealed record ReferenceArray(string Path) : ReferenceChoice(Path)
{
    /// <inheritdoc/>
    public override ReferenceImages Open(Preprocessing? preprocessing, ImageSize input, Dataset? dataset, Seed seed)
    {
        var array = InputArray.Read(Path, input);
        var used = Enumerable.Range(0, array.BatchSize);
        if (array.BatchSize > Most)
            used = Drawn(used, i => i.ToString(CultureInfo.InvariantCulture), seed, Most + 1);
        return new ReferenceImages($"images of {Path}", Most, Tensor.Stack([.. used.Select(array.ItemTensor)]));
    }

    /// <inheritdoc/>
    public override string Sha256Of(IReadOnlyList<Dataset> datasets, Seed seed) => Sha256.OfFile(Path);
}
