using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Input;
using VisEval.Methods;

namespace VisEval.Harness.Configuration.Explaining;

/// <summary>What result files are called.</summary>
internal static class ResultNames
{
    /// <summary>Looks the methods up and names their files: <c>name</c>, or <c>name__options</c> as written where a name
    /// occurs twice.</summary>
    /// <param name="texts">Units as written.</param>
    /// <param name="catalogue">The methods.</param>
    /// <param name="place">What a name names, for messages; {0} is the name.</param>
    /// <exception cref="InputException">Units that do not exist, and those that would be written to the same file.</exception>
    public static IReadOnlyList<NamedMethod> For(
        IReadOnlyList<string> texts, Catalogue<IAttributionMethod> catalogue, string place = "written to {0}.npy")
    {
        var mistakes = new Mistakes();
        var units = AllUnits.Expand(texts, catalogue.Entries)
            .Select(text => (Text: text, Unit: mistakes.Try(() => catalogue.Create(text)))).Where(u => u.Unit is not null).ToList();
        var twice = units.GroupBy(u => u.Unit!.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        List<NamedMethod> named =
            [.. units.Select(
                u => new NamedMethod(u.Unit!, u.Unit!.Name + (twice.Contains(u.Unit.Name) ? Suffix(u.Text, u.Unit.Name) : "")))];
        foreach (var same in named.GroupBy(n => n.FileName).Where(g => g.Count() > 1))
            mistakes.Add($"--method: {string.Join(" and ", same.Select(s => $"'{s.Unit.Key}'"))} would both be "
                + $"{string.Format(CultureInfo.InvariantCulture, place, same.Key)}; ask for each once.");
        mistakes.ThrowIfAny();
        return named;
    }

    /// <summary>What the files of images are called, by id: without the ending of a picture where that leaves every name to one
    /// image.</summary>
    /// <param name="ids">The ids of the images, each once.</param>
    public static IReadOnlyDictionary<string, string> OfImages(IReadOnlyList<string> ids)
    {
        var stems = ids.Select(id => Safe(LayoutPictures.Is(id) ? Path.ChangeExtension(id, null) : id)).ToList();
        var isUnique = stems.Distinct(StringComparer.OrdinalIgnoreCase).Count() == ids.Count;
        return ids.Zip(stems).ToDictionary(i => i.First, i => isUnique ? i.Second : Safe(i.First));
    }

    /// <summary>The text with everything replaced that a file name cannot hold on some system.</summary>
    public static string Safe(string text) => SafeName.Of(text);

    private static string Suffix(string text, string name)
    {
        var options = text.Trim()[name.Length..].TrimStart('@', ':');
        return options.Length == 0 ? "" : "__" + Safe(options);
    }
}
