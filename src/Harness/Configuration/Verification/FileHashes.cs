using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Verification;

/// <summary>Whether files are those of a bundle, by their hashes.</summary>
internal static class FileHashes
{
    /// <summary>The name in the bundle of every network that was found here; a network of another name is known by its hash.</summary>
    /// <param name="stated">What the bundle says.</param>
    /// <param name="here">What was found.</param>
    /// <param name="mistakes">Every file that is another one.</param>
    public static Dictionary<string, string> Match(RunInfo stated, RunInfo here, out IReadOnlyList<string> mistakes)
    {
        var (names, wrong) = (new Dictionary<string, string>(), new List<string>());
        foreach (var dataset in stated.Datasets)
            if (here.Datasets.FirstOrDefault(d => d.Name == dataset.Name) is not { } found)
                wrong.Add($"dataset '{dataset.Name}' of the bundle is not among those named: "
                    + $"{string.Join(", ", here.Datasets.Select(d => d.Name))}. Name its folder with --dataset.");
            else
                Compare($"dataset '{dataset.Name}': the manifest", found.Sha256, dataset.Sha256, wrong);
        foreach (var found in here.Models)
        {
            var model = stated.Models.FirstOrDefault(m => m.Name == found.Name)
                ?? stated.Models.FirstOrDefault(m => m.Sha256 == found.Sha256);
            names[found.Name] = model?.Name ?? found.Name;
            if (model is null)
            {
                wrong.Add($"model '{found.Name}' (SHA-256 {found.Sha256}) is none of the bundle's: "
                    + $"{string.Join(", ", stated.Models.Select(m => $"{m.Name} ({m.Sha256})"))}.");
                continue;
            }
            Compare($"model '{found.Name}': the network", found.Sha256, model.Sha256, wrong);
            Compare($"model '{found.Name}': the description beside it", found.DescriptionSha256, model.DescriptionSha256, wrong);
            Compare(
                $"model '{found.Name}': the network fitted to random labels", found.RandomLabelsSha256, model.RandomLabelsSha256, wrong);
        }
        Compare("the reference images", here.Reference?.Sha256, stated.Reference?.Sha256, wrong);
        mistakes = wrong;
        return names;
    }

    private static void Compare(string what, string? here, string? stated, List<string> wrong)
    {
        if (here != stated)
            wrong.Add($"{what} is another file than the bundle's: SHA-256 {here ?? "(no file)"} here, {stated ?? "(no file)"} there.");
    }
}
