using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Foreign;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Estimation;

/// <summary>Measures how long commands take: what they do nobody else knows.</summary>
/// <param name="clock">The clock.</param>
/// <remarks>A call of one image, and one of several, so that the start of the program is told from its work; nothing is logged.</remarks>
internal sealed class CommandMeter(TimeProvider clock)
{
    private const int Several = 5;

    // From here on a second call costs more than the estimate is worth.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    /// <summary>The machine's own clock.</summary>
    public static CommandMeter OfSystem { get; } = new(TimeProvider.System);

    /// <summary>Measures the commands of every job of a plan, by their keys; on a network that several jobs share once.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="stop">Kills them.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, CommandSpeed>> Measure(Plan plan, CancellationToken stop)
    {
        var known = new Dictionary<(IModel, string), CommandSpeed>();
        CommandSpeed Of(IModel model, string key, ExternalMethod command) =>
            known.TryGetValue((model, key), out var speed) ? speed : known[(model, key)] = Attempted(command, model, stop);
        return
        [
            .. plan.Jobs.Select(job => job.Methods.Where(m => m.Value is ExternalMethod)
                .ToDictionary(m => m.Key, m => Of(job.Model, m.Key, (ExternalMethod)m.Value))),
        ];
    }

    // A command that fails is a failure of the run, not of its estimate.
    private CommandSpeed Attempted(ExternalMethod command, IModel model, CancellationToken stop)
    {
        using var own = command.Unlogged();
        var speed = Attempt.One(() => Measure(own, new CountingModel(model, stop)), stop);
        return speed.Error is null ? speed.Value! : new CommandSpeed(0, 0) { Failure = Recoverable.Message(speed.Error) };
    }

    private CommandSpeed Measure(ExternalMethod command, CountingModel model)
    {
        var first = Seconds(command, model, 1);
        if (command.Command.Serves)
        {
            var again = Seconds(command, model, 1);
            return new CommandSpeed(0, again) { Start = Math.Max(0, first - again) };
        }
        if (first > Long.TotalSeconds)
            return new CommandSpeed(0, first) { AtMost = true };
        var several = Seconds(command, model, Several);
        var each = Math.Max(0, several - first) / (Several - 1);
        // What the first start had to fetch from a disk the others find in memory.
        return new CommandSpeed(Math.Max(0, Math.Min(first, several) - each), each);
    }

    private double Seconds(ExternalMethod command, CountingModel model, int images)
    {
        var batch = new ImageBatch(SpeedMeter.Noise(model.Input, images), [.. Enumerable.Range(0, images).Select(i => Seed.Of(i))]);
        var start = clock.GetTimestamp();
        command.Explain(model, batch, [.. Enumerable.Repeat(0, images)]);
        return clock.GetElapsedTime(start).TotalSeconds;
    }
}
