namespace VisEval.Harness.Datasets.Formats;

/// <summary>What looks wrong about the labels of a table.</summary>
internal static class LabelProblems
{
    private const int Shown = 3;

    /// <summary>A sentence for each kind of label that is left out, or is not what the others are.</summary>
    /// <param name="list">The classes that were made of the labels.</param>
    /// <param name="labels">The labels with the lines they are in, for example <c>line 5</c>.</param>
    /// <param name="table">The name of the table.</param>
    /// <param name="classes">The name of the file that lists the classes; null where there is none.</param>
    public static IEnumerable<string> Of(
        LabelList list, IReadOnlyList<(string Label, string Where)> labels, string table, string? classes)
    {
        string Rows(IReadOnlyList<string> wrong)
        {
            var rows = labels.Where(l => wrong.Contains(l.Label)).ToList();
            var texts = rows.Take(Shown).Select(r => $"{r.Where}: \"{r.Label}\"");
            return $"{table}: {rows.Count} of {labels.Count} labels ({string.Join(", ", texts)}{(rows.Count > Shown ? ", …" : "")})";
        }

        if (list.Unused.Count > 0)
            yield return $"{Rows(list.Unused)} are numbers, but no class index, which is a whole number from 0; these rows have no label.";
        if (list.Beside.Count > 0)
            yield return $"{Rows(list.Beside)} are no whole numbers, unlike the others; they are classes of their own after the numbered "
                + "ones. Write all labels as indices from 0, or all as names.";
        if (list.Unlisted.Count > 0)
            yield return $"{Rows(list.Unlisted)} are not in {classes}, by index from 0, name or id, so that the file is not used; labels "
                + "that count from 1 need one more line before the first class.";
    }
}
