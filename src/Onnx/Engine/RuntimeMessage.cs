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
            throw new InputException($"{path}: ONNX Runtime cannot run it: {Of(error)}", error);
        }
    }

    public static string Of(OnnxRuntimeException error)
    {
        var text = Whitespace().Replace(SourcePlace().Replace(ErrorCode().Replace(error.Message, ""), ""), " ").Trim();
        return text.Length <= Longest ? text : $"{text[..Longest]}…";
    }

    [GeneratedRegex(@"^\[ErrorCode:\w+\]\s*")]
    private static partial Regex ErrorCode();

    // "/onnxruntime_src/…/pool.cc:12 onnxruntime::Pool::Pool(const OpKernelInfo&) x was false. "
    [GeneratedRegex(@"\S+\.(cc|h|hpp|cpp):\d+ [\w:<>~ *&,]+\([^()]*\)( const)?( \[[^\]]*\])?")]
    private static partial Regex SourcePlace();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
