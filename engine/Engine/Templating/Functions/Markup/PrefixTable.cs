using System.Xml;
using PingOneScenarios.Engine.Values;

namespace PingOneScenarios.Engine.Templating.Functions.Markup;

/// <summary>The namespaces that a path can name by prefix; it remembers a prefix that is not there.</summary>
internal sealed class PrefixTable(MapValue namespaces) : IXmlNamespaceResolver
{
    /// <summary>The prefix that was asked for in vain, or null.</summary>
    public string? Unknown { get; private set; }

    /// <exception cref="FunctionException">A prefix or a namespace is none; blamed on <paramref name="argument"/>.</exception>
    public static PrefixTable Of(MapValue namespaces, int argument)
    {
        foreach (var (prefix, name) in namespaces.Members)
        {
            if (prefix.Length == 0)
                throw new FunctionException("a prefix is empty; in XPath 1.0 a name without prefix is in no namespace", argument);
            if (name is not TextValue { Text.Length: > 0 })
                throw new FunctionException(
                    "a namespace is text that is not empty, such as urn:oasis:names:tc:SAML:2.0:assertion",
                    argument
                );
        }
        return new PrefixTable(namespaces);
    }

    public string? LookupNamespace(string prefix)
    {
        if (prefix is "xml")
            return "http://www.w3.org/XML/1998/namespace";
        if (namespaces.TryGetMember(prefix, out var name))
            return ((TextValue)name).Text;
        if (prefix.Length > 0)
            Unknown = prefix;
        return null;
    }

    public string? LookupPrefix(string namespaceName) => null;

    public IDictionary<string, string> GetNamespacesInScope(XmlNamespaceScope scope) =>
        namespaces.Members.ToDictionary(m => m.Key, m => ((TextValue)m.Value).Text, StringComparer.Ordinal);
}
