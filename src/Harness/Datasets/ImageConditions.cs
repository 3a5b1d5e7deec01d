using System.Globalization;
using System.Text.RegularExpressions;
using VisEval.Core;

namespace VisEval.Harness.Datasets;

/// <summary>Which images of a dataset are taken: those that fulfil every condition.</summary>
/// <param name="Text">How it was written, for example <c>area&lt;.25,correct,class=dog</c>.</param>
/// <param name="Areas">Bounds of the share of the picture that the objects of its labels cover together, 0 to 1.</param>
/// <param name="Classes">The classes of which a label must be one, by name, by id or by index; empty for any.</param>
/// <param name="Correct">Whether the first choice of every network of the run must be a label.</param>
internal sealed partial record ImageConditions(
    string Text, IReadOnlyList<ImageConditions.Bound> Areas, IReadOnlyList<string> Classes, bool Correct)
{
    /// <summary>A bound of a number.</summary>
    /// <param name="Sign"><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</param>
    /// <param name="Value">The number.</param>
    public sealed record Bound(string Sign, double Value)
    {
        /// <summary>Whether a number keeps it.</summary>
        public bool Holds(double number) => (Sign[0] == '<' ? number < Value : number > Value) || (Sign.Length == 2 && number == Value);
    }

    /// <summary>Reads what the user wrote.</summary>
    /// <exception cref="InputException">Every mistake in it.</exception>
    public static ImageConditions Parse(string text)
    {
        var (areas, classes, correct, mistakes) = (new List<Bound>(), new List<string>(), false, new List<string>());
        foreach (var part in Split(text, ','))
        {
            if (part == "correct")
                correct = true;
            else if (part.StartsWith("class=", StringComparison.Ordinal) && part.Length > "class=".Length)
                classes.AddRange(Split(part["class=".Length..], '|').Select(c => c.Trim('"')));
            else if (AreaPattern().Match(part) is { Success: true } area
                && double.TryParse(area.Groups[2].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
                && share is >= 0 and <= 1)
                areas.Add(new Bound(area.Groups[1].Value, share));
            else
                mistakes.Add($"--where {part}: a condition is area<SHARE (also <=, >, >=; 0 to 1 of the picture), correct, or class=NAME "
                    + "(or its id or index; several: class=cat|dog; a name with a comma or | in it: class=\"tench, Tinca tinca\"); "
                    + "conditions are joined by commas.");
        }
        return mistakes.Count == 0 ? new ImageConditions(text, areas, classes, correct) : throw new InputException(mistakes);
    }

    /// <summary>The images that fulfil what can be told without a network, in their order.</summary>
    /// <exception cref="InputException">A class is not one of the dataset, a mask cannot be read, or nothing is left.</exception>
    public IReadOnlyList<DatasetImage> Of(Dataset dataset)
    {
        var names = dataset.Manifest.Classes;
        var unknown = Classes.Where(c => !IndicesOf(c, dataset.Manifest).Any()).ToList();
        if (unknown.Count > 0)
            throw new InputException([.. unknown.Select(c => $"--where class={c}: dataset '{dataset.Manifest.Name}' has no class of this "
                + $"name, id or index. {Suggestions.Sentence(c, [.. names.Select(Written)])}")]);
        var wanted = Classes.SelectMany(c => IndicesOf(c, dataset.Manifest)).ToHashSet();
        var left = dataset.Manifest.Images.Where(i => (Classes.Count == 0 || i.Labels.Any(wanted.Contains))
            && (Areas.Count == 0 || (ShareOf(dataset, i) is { } share && Areas.All(a => a.Holds(share))))).ToList();
        return left.Count > 0
            ? left
            : throw new InputException($"--where {Text}: no image of dataset '{dataset.Manifest.Name}' fulfils it.");
    }

    // As it must be written to be read as one.
    private static string Written(string name) => name.AsSpan().ContainsAny(',', '|') ? $"\"{name}\"" : name;

    // A name goes before an id, an id before an index.
    private static IEnumerable<int> IndicesOf(string text, DatasetManifest manifest)
    {
        var named = manifest.Classes.Index().Where(c => c.Item == text).Select(c => c.Index).ToList();
        var called = named.Count > 0 ? named : [.. (manifest.ClassIds ?? []).Index().Where(c => c.Item == text).Select(c => c.Index)];
        return called.Count > 0 ? called
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < manifest.Classes.Count ? [index]
            : [];
    }

    // What stands between quotation marks is not split.
    private static IEnumerable<string> Split(string text, char separator)
    {
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == separator && !isQuoted)
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
        yield return text[start..].Trim();
    }

    /// <summary>The share of the picture that the objects of an image's labels cover together; null where nobody says where they
    /// are.</summary>
    internal static double? ShareOf(Dataset dataset, DatasetImage image)
    {
        var (storedWidth, storedHeight) = image.Source.Size(dataset.Folder);
        var (width, height) = image.SizeOr(storedWidth, storedHeight);
        var geometry = ImageGeometry.Identity(height, width);
        List<int> targets = image.Labels.Count > 0 ? [.. image.Labels] : [DatasetObject.AnyClass];
        var masks = targets.Select(t => GroundTruthReader.For(dataset, image, t, geometry, new ImageSize(1, 1, 1)))
            .OfType<GroundTruth>().Select(t => t.Original.Pixels).ToList();
        return masks.Count == 0
            ? null
            : (double)Enumerable.Range(0, width * height).Count(i => masks.Any(m => m[i])) / ((double)width * height);
    }

    [GeneratedRegex(@"^area\s*(<=|>=|<|>)\s*([0-9.eE+-]+)$")]
    private static partial Regex AreaPattern();
}
