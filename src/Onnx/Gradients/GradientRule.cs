using System.Reflection;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Writes the derivative of one operator into the backward graph.</summary>
/// <returns>One value an input, in order; none where no derivative flows. May be shorter than the inputs.</returns>
public delegate IReadOnlyList<Value> GradientRule(GradientScope scope);

/// <summary>Marks the rule of an operator of the standard domain.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class GradientOfAttribute(string op) : Attribute
{
    /// <summary>The operator type.</summary>
    public string Operator { get; } = op;

    /// <summary>Whether the operator broadcasts its inputs: then the driver sums each result down to its input's shape.</summary>
    public bool Broadcasts { get; init; }

    /// <summary>The input at some of whose finite values the derivative is infinite, as that of √x at 0;
    /// −1 where there is none.</summary>
    public int SingularIn { get; init; } = -1;
}

/// <summary>A rule as the driver uses it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Broadcasts">Whether its results are summed down to the shapes of the inputs.</param>
/// <param name="SingularIn">The input at some of whose values the derivative is infinite; −1 where there is none.</param>
public sealed record GradientEntry(GradientRule Rule, bool Broadcasts = false, int SingularIn = -1)
{
    /// <summary>Runs the rule: a value for every input that wants one and gets one, in the input's shape; none for the others.</summary>
    public IReadOnlyList<Value> Apply(GradientScope scope) =>
    [
        .. Rule(scope).Take(scope.Wanted.Count).Select((result, i) =>
            !scope.Wanted[i] || result == Value.None ? Value.None : Broadcasts ? scope.SumTo(result, i) : result),
    ];
}

/// <summary>The rule of every operator, found by <see cref="GradientOfAttribute"/>.</summary>
public static class GradientTable
{
    /// <summary>Rules by operator type.</summary>
    public static IReadOnlyDictionary<string, GradientEntry> Standard { get; } = Find();

    private static Dictionary<string, GradientEntry> Find()
    {
        var rules = new Dictionary<string, GradientEntry>();
        foreach (var method in typeof(GradientTable).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)))
            foreach (var of in method.GetCustomAttributes<GradientOfAttribute>())
                if (!rules.TryAdd(of.Operator, new GradientEntry(method.CreateDelegate<GradientRule>(), of.Broadcasts, of.SingularIn)))
                    throw new InvalidOperationException($"Two gradient rules for '{of.Operator}'.");
        return rules;
    }
}
