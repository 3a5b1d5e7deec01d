using System.Globalization;
using System.Security.Cryptography;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>Stores constants of equal content once, whatever they are called.</summary>
/// <param name="builder">Where they are stored.</param>
internal sealed class SharedConstants(GraphBuilder builder)
{
    private readonly Dictionary<Constant, string> _contents = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, string> _names = [];

    /// <summary>The name of a constant of this content.</summary>
    /// <param name="constant">The constant.</param>
    /// <param name="name">Makes a name, where there is none yet.</param>
    public string NameOf(Constant constant, Func<string> name)
    {
        var content = ContentOf(constant);
        if (!_names.TryGetValue(content, out var known))
            builder.Weight(_names[content] = known = name(), constant);
        return known;
    }

    /// <summary>Stores a constant under its own name; another of this content may refer to it.</summary>
    public void Store(string name, Constant constant)
    {
        builder.Weight(name, constant);
        _names.TryAdd(ContentOf(constant), name);
    }

    // A large weight that many passes share is hashed once.
    private string ContentOf(Constant constant)
    {
        if (!_contents.TryGetValue(constant, out var content))
            _contents[constant] = content = string.Create(
                CultureInfo.InvariantCulture,
                $"{constant.Type} {string.Join(' ', constant.Dims)} {Convert.ToHexString(SHA256.HashData(constant.Data.Span))}");
        return content;
    }
}
