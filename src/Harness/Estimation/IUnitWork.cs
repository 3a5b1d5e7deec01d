using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Estimation;

/// <summary>What the units of a run ask of a network, known before they are run.</summary>
internal interface IUnitWork
{
    /// <summary>What one explanation by a method takes; null where the method does not apply to the network.</summary>
    /// <param name="method">The method.</param>
    /// <param name="model">The network.</param>
    /// <param name="references">The number of reference images.</param>
    MethodWork? Of(IAttributionMethod method, IModel model, int references);

    /// <summary>What one evaluation by a metric takes, and what it shares.</summary>
    EvaluationWork Of(IMetric metric, IModel model);
}

/// <summary>What one explanation by a method takes.</summary>
/// <param name="Passes">Images run through the network.</param>
/// <param name="AtMost">Whether these are upper bounds, because the image decides.</param>
internal readonly record struct MethodWork(Passes Passes, bool AtMost);

/// <summary>What one evaluation by a metric takes.</summary>
/// <param name="Forwards">Images that the metric runs forwards.</param>
/// <param name="Explanations">Images that are explained again, by the evaluated method.</param>
/// <param name="AtMost">Whether these are upper bounds.</param>
/// <param name="Group">The metrics that share their work on one explanation with it; empty for none.</param>
/// <param name="AmongMethods">Whether its forward passes are run once for all methods.</param>
/// <param name="Calls">How often it asks for explanations, several images at once where it can.</param>
internal sealed record EvaluationWork(
    double Forwards, double Explanations, bool AtMost = false, string Group = "", bool AmongMethods = false,
    double Calls = 0)
{
    /// <summary>The same with the forward passes charged to the methods in equal parts, where these share them.</summary>
    public EvaluationWork Among(int methods) => AmongMethods ? this with { Forwards = Forwards / Math.Max(1, methods) } : this;

    /// <summary>The passes for a method.</summary>
    /// <param name="explanation">The passes of one of its explanations.</param>
    public Passes With(Passes explanation) => new Passes(Forwards, 0) + Explanations * explanation;

    /// <summary>What is asked of a command that is the evaluated method.</summary>
    public CommandWork OfCommand => new(Calls, Explanations);
}
