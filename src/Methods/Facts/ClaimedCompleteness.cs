using System.Reflection;
using VisEval.Core;

namespace VisEval.Methods.Facts;

/// <summary>Whether a method claims that its values add up to the difference of the score between image and baseline.</summary>
public static class ClaimedCompleteness
{
    /// <summary>The name of the baseline, as it stands on the command line: <c>zero</c>, <c>black+white</c>; empty where the method claims
    /// nothing of the kind, as every wrapper, since a mean over changed images adds up to another difference.</summary>
    public static string BaselineOf(IAttributionMethod method) =>
        method.GetType().GetCustomAttribute<CompleteAttribute>() is { } claim
            ? OptionInfo.Format(OptionValues.Of(method)[claim.Option])
            : "";
}
