using VisEval.Core;
using VisEval.Harness.Running;
using VisEval.Onnx.Models;

namespace VisEval.Cli.Explaining;

/// <summary>Explains a few images by several methods.</summary>
/// <param name="model">The model.</param>
/// <param name="items">The images with their target classes.</param>
/// <param name="seed">The seed of every random draw.</param>
internal sealed class Explainer(IModel model, IReadOnlyList<ExplainItem> items, Seed seed)
{
    // Small enough for Ctrl-C and the progress bar to be prompt, large enough to keep the engine busy.
    private const int Chunk = 8;

    /// <summary>Explains with every method and hands each method's attributions to <paramref name="write"/> as soon as all of them are there.</summary>
    /// <param name="methods">The methods.</param>
    /// <param name="write">Takes a method and one attribution an item, in order.</param>
    /// <param name="progress">Told how many explanations are done.</param>
    /// <param name="stop">Ends the work between two calls of a method.</param>
    /// <returns>What failed: the method and why.</returns>
    /// <exception cref="InputException">Methods that cannot be asked of this model as written, for example for a tensor it does not have; nothing was written then.</exception>
    public IReadOnlyList<ExplainFailure> Run(
        IReadOnlyList<NamedMethod> methods, Action<NamedMethod, IReadOnlyList<Attribution>> write, IProgress<RunProgress> progress, CancellationToken stop)
    {
        var done = 0;
        var total = methods.Count * items.Count;
        Result Explain(NamedMethod method, int start)
        {
            stop.ThrowIfCancellationRequested();
            progress.Report(new RunProgress(done, total, method.Unit.Key));
            var result = Attempt(method, start);
            done += Math.Min(Chunk, items.Count - start);
            return result;
        }

        // Every method gets the first images before anything is written: a wrong option must not leave half the results behind.
        var first = methods.Select(method => Explain(method, 0)).ToList();
        var mistakes = first.Select(r => r.Error).OfType<InputException>().SelectMany(e => e.Errors).Distinct().ToList();
        if (mistakes.Count > 0)
            throw new InputException(mistakes);

        var failures = new List<ExplainFailure>();
        foreach (var (method, head) in methods.Zip(first))
        {
            var result = head;
            var attributions = new List<Attribution>(result.Attributions);
            for (var start = Chunk; start < items.Count && result.Error is null; start += Chunk)
            {
                result = Explain(method, start);
                attributions.AddRange(result.Attributions);
            }
            if (result.Error is null)
                write(method, attributions);
            else
                failures.Add(new ExplainFailure(method, result.Error));
        }
        return failures;
    }

    // Whatever a method throws concerns that method alone; it is kept and reported, and the others go on.
    private Result Attempt(NamedMethod method, int start)
    {
        var chunk = items.Skip(start).Take(Chunk).ToList();
        var size = model.Input;
        var values = Tensor.Stack([.. chunk.Select(i => i.Input.Reshape(size.Channels, size.Height, size.Width))]);
        var seeds = chunk.Select(i => seed.For(i.Name).For(method.Unit.Key)).ToList();
        try
        {
            return new Result(method.Unit.Value.Explain(model, new ImageBatch(values, seeds), [.. chunk.Select(i => i.Target)]), null);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Result([], e);
        }
    }

    private sealed record Result(IReadOnlyList<Attribution> Attributions, Exception? Error);
}

/// <summary>A method that could not explain.</summary>
/// <param name="Method">The method.</param>
/// <param name="Error">Why.</param>
internal sealed record ExplainFailure(NamedMethod Method, Exception Error);
