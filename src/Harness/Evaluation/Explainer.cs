using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Methods.Facts;

namespace VisEval.Harness.Evaluation;

/// <summary>The second stage: asks a source for explanations. A failure is an outcome.</summary>
internal sealed class Explainer(Workbench bench)
{
    /// <summary>Classes explained in one call of a method: bounds the memory where an image has many. Fixed, so that no number depends
    /// on it.</summary>
    private const int Batch = 8;

    /// <summary>One entry for each subject, in their order.</summary>
    public IReadOnlyList<Explained> Explain(IExplanationSource source, IReadOnlyList<LoadedSubject> subjects)
    {
        bench.Warm.TryAdd(source.Key, true);
        return
        [
            .. subjects.Chunk(Batch).SelectMany(batch =>
                batch.Zip(
                    Attempt.Batch(batch, b => source.Explain(bench.Model, b), bench.Stop, source.Key),
                    (subject, attempt) => Outcome(source, subject, attempt))),
        ];
    }

    /// <summary>One entry for each subject, in their order, all of them explained in as few calls as the method takes.</summary>
    /// <returns>What the calls failed with instead, so that each is to be explained alone.</returns>
    public Attempt<IReadOnlyList<Explained>> Together(MethodSource source, IReadOnlyList<LoadedSubject> subjects)
    {
        bench.Warm.TryAdd(source.Key, true);
        return Attempt.One(
            IReadOnlyList<Explained> () =>
            [
                .. subjects.Chunk(source.MostTogether(bench.Job.Model.Input.Length)).SelectMany(batch => batch.Zip(
                    source.Explain(bench.Model, batch),
                    (subject, found) => Outcome(source, subject, new Attempt<Attribution>(found, null)))),
            ],
            bench.Stop, source.Key);
    }

    private Explained Outcome(IExplanationSource source, LoadedSubject subject, Attempt<Attribution> attempt)
    {
        var size = bench.Job.Model.Input;
        var map = attempt.Error is null
            ? Attempt.One(() => Checked(source, attempt.Value).ToMap(size.Height, size.Width), bench.Stop, source.Key)
            : new Attempt<SaliencyMap>(null, attempt.Error);
        return map.Error switch
        {
            null => new Explained.Mapped(
                attempt.Value!, map.Value!,
                attempt.Value!.Remark is { } remark ? Printable.Visible(remark)
                    : map.Value!.State.IsOk ? null : Remark(source, subject, map.Value!.State)),
            NotApplicableException lack => new Explained.NotApplicable(lack.Why, lack.Message),
            var error => new Explained.Failed(Recoverable.Message(error), error is InputException wrong ? wrong.Errors : []),
        };
    }

    // Of any origin: a plug-in's method keeps its contract, or has no number.
    private Attribution Checked(IExplanationSource source, Attribution? attribution)
    {
        if (attribution is null)
            throw new InvalidOperationException($"'{source.Key}' gave nothing (null) for an image.");
        int[] shape = [.. attribution.Values.Shape];
        return MapShape.MistakeOfMethod(shape, bench.Job.Model.Input) is { } wrong
            ? throw new InvalidOperationException($"'{source.Key}' gave {string.Join('×', shape)}: {wrong}")
            : attribution;
    }

    private string? Remark(IExplanationSource source, LoadedSubject subject, CellState state)
    {
        if (source.Method is not { } method)
            return null;
        var found = Attempt.One(
            () => Diagnosis.Of(bench.Model, method.Value, subject.Image.Input, subject.Target, state), bench.Stop, source.Key);
        return found.Error is { } error ? $"the reason could not be looked for: {Recoverable.Message(error)}" : found.Value;
    }
}
