namespace VisEval.Onnx.Format;

/// <summary>The nodes of one call of a function, with the call's tensors, attributes and names of its own.</summary>
internal static class FunctionBody
{
    public static IEnumerable<NodeProto> Of(NodeProto call, FunctionProto function, int number)
    {
        var names = new Dictionary<string, string> { [""] = "" };
        for (var i = 0; i < function.Input.Count; i++)
            names[function.Input[i]] = i < call.Input.Count ? call.Input[i] : "";
        for (var i = 0; i < function.Output.Count; i++)
            if (i < call.Output.Count && call.Output[i].Length > 0)
                names[function.Output[i]] = call.Output[i];
        var attributes = function.AttributeProto.Concat(call.Attribute).GroupBy(a => a.Name).ToDictionary(g => g.Key, g => g.Last());
        var prefix = $"{(call.Name.Length > 0 ? call.Name : call.OpType)}_{number}/";
        return function.Node.Select(n => Rename(n.Clone(), names, attributes, prefix));
    }

    private static NodeProto Rename(
        NodeProto node, Dictionary<string, string> names, Dictionary<string, AttributeProto> given, string prefix)
    {
        string Name(string name) => names.TryGetValue(name, out var known) ? known : prefix + name;
        for (var i = 0; i < node.Input.Count; i++)
            node.Input[i] = Name(node.Input[i]);
        for (var i = 0; i < node.Output.Count; i++)
            node.Output[i] = Name(node.Output[i]);
        node.Name = node.Name.Length > 0 ? prefix + node.Name : "";
        var attributes = node.Attribute.Select(a => Resolve(a, given)).OfType<AttributeProto>().ToList();
        node.Attribute.Clear();
        node.Attribute.Add(attributes);
        foreach (var inner in attributes.Where(a => a.G is not null).Select(a => a.G))
        {
            // Names of the inner graph stay its own, except where they would hide one of the function.
            var own = new Dictionary<string, string>(names);
            foreach (var tensor in inner.Initializer)
                tensor.Name = own[tensor.Name] = prefix + tensor.Name;
            foreach (var value in inner.Input)
                value.Name = own[value.Name] = prefix + value.Name;
            foreach (var output in inner.Node.SelectMany(n => n.Output).Where(o => o.Length > 0))
                own[output] = prefix + output;
            for (var i = 0; i < inner.Node.Count; i++)
                inner.Node[i] = Rename(inner.Node[i], own, given, prefix);
            foreach (var value in inner.Output)
                value.Name = own.TryGetValue(value.Name, out var known) ? known : prefix + value.Name;
        }
        return node;
    }

    // An attribute that refers to one of the call's is left out where the call does not give it.
    private static AttributeProto? Resolve(AttributeProto attribute, Dictionary<string, AttributeProto> given)
    {
        if (attribute.RefAttrName.Length == 0)
            return attribute;
        var value = given.GetValueOrDefault(attribute.RefAttrName)?.Clone();
        if (value is not null)
            value.Name = attribute.Name;
        return value;
    }
}
