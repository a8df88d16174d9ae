// Entry of every window's page.
import { mount } from 'svelte'
import './shared/styles/index.ts'
import App from './App.svelte'
import { getBridge } from './client.ts'
import { language } from './text/t.ts'
import { isRightToLeft } from '../main/text/languages.ts'
// After the sheets that the screens bring along.
import './shared/styles/contrast.css'

document.documentElement.lang = language
document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr'

const target = document.getElementById('app')
if (target !== null) mount(App, { target, props: { bridge: getBridge() } })
