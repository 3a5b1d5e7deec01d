using VisEval.Core;

namespace VisEval.Harness.Results.Storage;

/// <summary>Keeps outcomes in the store of a run; an explanation with all its cells is one transaction.</summary>
internal sealed class StoreSink(IResultStore store) : IOutcomeSink
{
    /// <inheritdoc/>
    public void Save(ImageOutcome outcome) => store.Save(write =>
    {
        if (outcome is ImageOutcome.Loaded loaded)
        {
            write.Prediction(loaded.Prediction);
            write.Content(outcome.Dataset, outcome.Image.Id, loaded.Prepared.Used);
            if (loaded.Picture is { } png)
                write.Picture(new PictureRow(outcome.Dataset, outcome.Model, outcome.Image.Id, png));
        }
        foreach (var failure in Failures.Of(outcome))
            write.Failure(failure);
    });

    /// <inheritdoc/>
    public void Save(ExplanationOutcome outcome)
    {
        // Drawn before the store is held: other threads write meanwhile.
        var randomized = outcome.Explained is Explained.Mapped mapped
            ? RandomizedMap.Of(outcome.Key, mapped.Map, outcome.Randomized).ToList()
            : [];
        store.Save(write => Write(write, outcome, randomized));
    }

    private static void Write(RowWriter write, ExplanationOutcome outcome, List<RandomizedMap> randomized)
    {
        var key = outcome.Key;
        if (RemarkOf(outcome) is { } remark)
            write.Remark(remark);
        if (outcome is { InGallery: true, Explained: Explained.Mapped { Map: var map } })
            write.Map(new MapRow(key.Dataset, key.Model, key.Method, key.Image, key.Target, map.Height, map.Width, GalleryMap.Pixels(map)));
        foreach (var copy in randomized)
            write.Map(copy.ToRow());
        foreach (var cell in outcome.Cells)
        {
            // Curves of a map of another image are shown nowhere; of several maps those of the first are.
            write.Cell(cell.Cell, key.IsShuffled() || key.IsFurther() ? cell.Result with { Curves = [] } : cell.Result);
            if (cell is CellOutcome.Scored scored)
                write.Cost(cell.Cell, scored.Cost);
        }
        foreach (var failure in Failures.Of(outcome))
            write.Failure(failure);
    }

    /// <inheritdoc/>
    public void Save(CostOutcome outcome) => store.Save(write =>
    {
        foreach (var row in outcome.Rows)
            write.Timing(row);
        foreach (var failure in Failures.Of(outcome))
            write.Failure(failure);
    });

    private static RemarkRow? RemarkOf(ExplanationOutcome outcome)
    {
        var (state, why) = outcome.Explained switch
        {
            Explained.NotApplicable missing => (CellState.Undefined(missing.Why), missing.Message),
            Explained.Mapped { Remark: { } remark } mapped => (mapped.Map.State, remark),
            _ => (CellState.Ok, null),
        };
        var key = outcome.Key;
        // What is the matter with a map of another image stands with that image.
        return why is null
            || key.IsShuffled() || key.IsFurther()
            ? null
            : new RemarkRow(key.Dataset, key.Model, key.Method, key.Image, key.Target, state.Text, why);
    }
}
