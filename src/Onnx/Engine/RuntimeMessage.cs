using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using VisEval.Core;

namespace VisEval.Onnx.Engine;

/// <summary>What ONNX Runtime said, without the places in its sources.</summary>
internal static partial class RuntimeMessage
{
    private const int Longest = 400;

    /// <summary>Does something with the runtime; what it refuses is a fault of the file.</summary>
    /// <exception cref="InputException">The runtime refused.</exception>
    public static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OnnxRuntimeException error)
        {
            throw Refusal(path, error);
        }
    }

    /// <summary>What the runtime refused, as a fault of the file: in own words where the reason is known.</summary>
    public static InputException Refusal(string path, OnnxRuntimeException error) => new($"{path}: {Reason(error)}", error);

    private static string Reason(OnnxRuntimeException error)
    {
        if (Unregistered().Match(error.Message) is { Success: true } unknown)
            return $"the operator '{unknown.Groups["op"].Value}' is not one of {Set(unknown)}, or ONNX Runtime does not come with it; "
                + "export the network with standard operators of an operator set up to 22.";
        if (Memory().Match(error.Message) is { Success: true } memory)
            return $"{Node(memory)} asks for "
                + $"{Gigabytes(memory.Groups["asked"].Value)} GB of memory for two images; {Gigabytes(memory.Groups["there"].Value)} GB "
                + "are left of the 4.3 GB that a network may take. Check its sizes.";
        return $"ONNX Runtime cannot run it: {Of(error)}";
    }

    private static string Node(Match memory) => memory.Groups["node"].Value is { Length: > 0 } name
        ? $"node '{name}' ({memory.Groups["op"].Value})"
        : $"a node {memory.Groups["op"].Value}";

    private static string Set(Match unknown) => unknown.Groups["domain"].Value is { Length: > 0 } domain ? $"the domain '{domain}'"
        : $"ONNX's operator set {unknown.Groups["set"].Value}";

    private static string Gigabytes(string bytes) =>
        (double.Parse(bytes, CultureInfo.InvariantCulture) / 1e9).ToString("0.0", CultureInfo.InvariantCulture);

    public static string Of(OnnxRuntimeException error)
    {
        var text = SourcePlace().Replace(ErrorCode().Replace(error.Message, ""), "");
        text = Whitespace().Replace(Status().Replace(text, ""), " ").Trim();
        return text.Length <= Longest ? text : $"{text[..Longest]}…";
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*")]
    private static partial Regex ErrorCode();

    // "/onnxruntime_src/…/pool.cc:12 onnxruntime::Pool::Pool(const OpKernelInfo&) x was false. "
    [GeneratedRegex(@"\S+\.(cc|h|hpp|cpp):\d+ [\w:<>~ *&,]+\([^()]*\)( const)?( \[[^\]]*\])?")]
    private static partial Regex SourcePlace();

    // "No Op registered for Convolute with domain_version of 21"; "my.company:MyConv(-1) is not a registered function/op".
    [GeneratedRegex(@"No Op registered for (?<op>[^\s]+) with domain_version of (?<set>\d+)"
        + @"|(?<domain>[\w.]*):(?<op>\w+)\(-?(?<set>\d+)\) is not a registered function")]
    private static partial Regex Unregistered();

    [GeneratedRegex(@"while running (?<op>\w+) node\. Name:'(?<node>[^']*)'.*Available memory of (?<there>\d+) is smaller than "
        + @"requested bytes of (?<asked>\d+)", RegexOptions.Singleline)]
    private static partial Regex Memory();

    // " : 1 : FAIL : ", which an error that passed through another library begins with.
    [GeneratedRegex(@"^[\s:]*\d+ : [A-Z_]+ : ")]
    private static partial Regex Status();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
