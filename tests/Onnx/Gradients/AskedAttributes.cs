using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>The attributes of a node that tell which of them somebody asks for.</summary>
internal sealed class AskedAttributes(IReadOnlyDictionary<string, object> inner, Action<string> asked) : IReadOnlyDictionary<string, object>
{
    public int Count => inner.Count;

    public IEnumerable<string> Keys => inner.Keys;

    public IEnumerable<object> Values => inner.Values;

    public object this[string key] => inner[key];

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value)
    {
        asked(key);
        return inner.TryGetValue(key, out value);
    }

    public bool ContainsKey(string key)
    {
        asked(key);
        return inner.ContainsKey(key);
    }

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => inner.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
