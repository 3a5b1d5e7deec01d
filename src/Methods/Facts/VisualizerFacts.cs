using VisEval.Core;

namespace VisEval.Methods.Facts;

/// <summary>The facts of a feature visualizer with its options.</summary>
/// <param name="Visualizer">The visualizer.</param>
/// <param name="Needs">What it asks for.</param>
/// <param name="IsRandomized">Whether it draws random numbers, so that it makes a picture for every seed.</param>
public sealed record VisualizerFacts(IFeatureVisualizer Visualizer, Needs Needs, bool IsRandomized)
{
    /// <summary>The facts of a visualizer.</summary>
    public static VisualizerFacts Of(IFeatureVisualizer visualizer)
    {
        var declared = MethodDeclaration.Of(visualizer.GetType());
        return new VisualizerFacts(visualizer, declared.Needs, declared.IsRandomized);
    }

    /// <summary>The images of natural pictures aside, the passes for one picture with these options.</summary>
    /// <param name="task">What is asked for.</param>
    public (double Forwards, double Backwards) PassesFor(VisualizationTask task)
    {
        var declared = MethodDeclaration.Of(Visualizer.GetType()).Passes
            ?? throw new InvalidOperationException($"{Visualizer.GetType().Name} declares no passes.");
        var options = OptionValues.Of(Visualizer);
        double Value(string formula) => new Formula(formula).Evaluate(options, name => name switch
        {
            "images" => task.Images?.Count ?? 0,
            _ => null,
        });
        return (Value(declared.Forwards), Value(declared.Backwards));
    }

    /// <summary>What it needs and is not given, whatever network and unit, sentences for a person.</summary>
    /// <param name="name">How the visualizer is written.</param>
    /// <param name="hasImages">Whether there are natural pictures.</param>
    /// <param name="hasSubject">Whether there is a picture to imitate.</param>
    public IEnumerable<string> Missing(string name, bool hasImages, bool hasSubject)
    {
        if (Needs.HasFlag(Needs.Images) && !hasImages)
            yield return $"{name} needs pictures of the kind that the network was made for; name them with --dataset D.";
        if (Needs.HasFlag(Needs.Subject) && !hasSubject)
            yield return $"{name} needs the picture whose response it imitates; name it with --image FILE.";
    }

    /// <summary>Everything that keeps it from making pictures for a task, sentences for a person.</summary>
    /// <param name="name">How the visualizer is written.</param>
    /// <param name="task">What is asked for.</param>
    public IReadOnlyList<string> Objections(string name, VisualizationTask task)
    {
        var missing = Missing(name, task.Images is { Count: > 0 }, task.Subject is not null).ToList();
        if (missing.Count == 0 && Visualizer.Objection(task) is { } objection)
            missing.Add($"{name}, {task.Unit.Name}: {objection}");
        return missing;
    }
}
