using System.Text.RegularExpressions;

namespace VisEval.Cli.Distribution;

/// <summary>Where pods find the program and the files.</summary>
/// <param name="Image">The container image with the program; empty where none is given.</param>
/// <param name="Claim">The persistent volume claim with datasets, models and results; empty where none is given.</param>
/// <param name="Mount">Where it is mounted, and relative paths start.</param>
/// <param name="Name">The name of the job.</param>
internal sealed partial record PodPlace(string Image, string Claim, string Mount, string Name)
{
    private const int LongestLabel = 63;
    private const int LongestSubdomain = 253;
    private const int LongestImage = 255;

    /// <summary>What Kubernetes would refuse, in sentences.</summary>
    /// <param name="shards">The indices of the job; the name of a pod is that of the job, a hyphen and its index.</param>
    /// <remarks>Names are RFC 1123 labels, a claim's is a subdomain: labels with dots between. An image is written as in the OCI
    /// distribution: <c>[host[:port]/]path[:tag][@digest]</c>.</remarks>
    public IEnumerable<string> Mistakes(int shards)
    {
        var longest = LongestLabel - $"-{shards - 1}".Length;
        if (Name.Length > longest || !Label().IsMatch(Name))
            yield return $"--name {Name} is not allowed; the name of a job is 1 to {longest} lower-case letters, digits and hyphens, "
                + "with a letter or digit at both ends, for example viseval-night.";
        if (Claim.Length > 0 && (Claim.Length > LongestSubdomain
            || Claim.Split('.').Any(part => part.Length > LongestLabel || !Label().IsMatch(part))))
            yield return $"--claim {Claim} is not allowed; the name of a claim is lower-case letters, digits, hyphens and dots, with a "
                + $"letter or digit at both ends of each part, at most {LongestSubdomain} characters; 'kubectl get pvc' lists the names.";
        if (Image.Length > 0 && (Image.Split('@')[0].Length > LongestImage || !Reference().IsMatch(Image)))
            yield return $"--image {Image} is not allowed; an image is [HOST[:PORT]/]PATH[:TAG][@DIGEST] with a lower-case path, for "
                + "example registry.example.org/viseval:1.";
        if (!IsMountAllowed)
            yield return $"--mount {Mount} is not allowed; it is a folder in the container, an absolute path below / without ':', '.' and "
                + "'..', for example /work.";
    }

    /// <summary>Why a folder would be lost with its pod, a sentence; null where it is on the volume.</summary>
    /// <param name="folder">Full path of the folder in the container.</param>
    public string? MistakeOf(string folder) => !IsMountAllowed || folder.StartsWith($"{Mount.TrimEnd('/')}/", StringComparison.Ordinal)
        ? null
        : $"The results would go to '{folder}', which is not on the volume at '{Mount}' and is lost with the pod; choose with --out a "
            + $"folder below the current one, or below '{Mount}'.";

    private bool IsMountAllowed => Mount.StartsWith('/') && !Mount.Contains(':', StringComparison.Ordinal) && !Segments().IsMatch(Mount);

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?\z")]
    private static partial Regex Label();

    // The root itself, and segments that name another folder.
    [GeneratedRegex(@"\A/+\z|/\.{1,2}(/|\z)")]
    private static partial Regex Segments();

    [GeneratedRegex(
        @"\A([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]+)?/)?"
        + @"[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*"
        + @"(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
        + @"(@[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?\z")]
    private static partial Regex Reference();
}
